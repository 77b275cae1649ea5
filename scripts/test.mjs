// npm test: every check, from a bare clone. `npm test -- --only unit,types` for some of them.
import { checkNode } from "./boot/node.mjs";

checkNode();
Promise.all([import("./boot/command.mjs"), import("./test/main.mjs")]).then(([{ command }, { main }]) => command(main));
