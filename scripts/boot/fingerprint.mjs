// Have files changed since? A hash over their names and contents.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.mjs";

/**
 * @param {readonly string[]} entries files and folders of the checkout; those that do not exist count as absent
 * @param {(file: string) => boolean} [leaveOut] by path within the checkout
 * @returns {string} 16 hexadecimal digits
 */
export function fingerprint(entries, leaveOut = () => false) {
  const hash = createHash("sha256");
  /** @param {string} file */
  const add = (file) => {
    const stat = fs.statSync(inRoot(file), { throwIfNoEntry: false });
    if (!stat || leaveOut(file)) return;
    if (stat.isDirectory()) for (const name of fs.readdirSync(inRoot(file)).sort()) add(path.posix.join(file, name));
    else hash.update(`${file}\0${stat.size}\0`).update(fs.readFileSync(inRoot(file)));
  };
  for (const entry of entries) add(entry);
  return hash.digest("hex").slice(0, 16);
}
