// Where things lie in the checkout.
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A path inside the checkout. @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Finished builds, journals of running commands and the checkout's lock; git ignores it. */
export const workFolder = inRoot(".build");
