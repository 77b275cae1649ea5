// Runs the built server as a child of the start. When the start is gone, even killed outright, so is the server.
import path from "node:path";
import { pathToFileURL } from "node:url";

process.on("disconnect", () => process.exit(0));
const [folder = ""] = process.argv.slice(2);
await import(pathToFileURL(path.join(folder, "server.js")).href);
