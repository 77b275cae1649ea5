// The first thing that every command runs, so it must load in a Node that is far too old: keep to old syntax, import nothing.

/**
 * Ends the process with one clear sentence unless Node is new enough.
 * @param {string} [version] as in process.versions.node
 * @returns {boolean} whether it is
 */
export function nodeIsNewEnough(version) {
  const parts = (version || process.versions.node).split(".");
  const major = Number(parts[0]);
  return major > 20 || (major === 20 && Number(parts[1]) >= 19);
}

export function checkNode() {
  if (nodeIsNewEnough()) return;
  console.error(
    "Weir needs Node.js 20.19 or newer; this is " +
      process.versions.node +
      ". Install a current one from https://nodejs.org (or run: nvm install) and try again.",
  );
  process.exit(1);
}
