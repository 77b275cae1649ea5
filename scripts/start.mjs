// npm start: from a bare clone to a served Weir. Nothing here may need a package, or a new Node, before they are checked.
import { checkNode } from "./boot/node.mjs";

checkNode();
Promise.all([import("./boot/command.mjs"), import("./boot/serve.mjs"), import("./boot/progress.mjs")]).then(
  ([{ command }, { serve, interruptedCode }, { say }]) =>
    command(serve, { onInterrupt: () => say("Stopping …"), interruptedCode }),
);
