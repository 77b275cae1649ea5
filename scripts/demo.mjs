// npm run demo: as npm start, with an invented register beside the real one. Nothing here may need a package before they are checked.
import { checkNode } from "./boot/node.mjs";

checkNode();
Promise.all([import("./boot/command.mjs"), import("./boot/serve.mjs"), import("./boot/progress.mjs")]).then(
  ([{ command }, { serveDemo, interruptedCode }, { say }]) =>
    command(serveDemo, { onInterrupt: () => say("Stopping …"), interruptedCode }),
);
