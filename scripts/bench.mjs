// npm run bench -- --rows N [--json]: prepares the checkout and a build of it, then hands over to bench/main.ts.
import { checkNode } from "./boot/node.mjs";

checkNode();
Promise.all([import("./boot/command.mjs"), import("./boot/progress.mjs"), import("./boot/prepare.mjs")]).then(
  ([{ command }, progress, { preparePackages, prepareClient }]) =>
    command(async () => {
      progress.progressToStderr();
      await preparePackages();
      await prepareClient();
      const { loadTypeScript } = await import("./boot/typescript.mjs");
      const { main } = await loadTypeScript("bench/main.ts");
      return main(process.argv.slice(2));
    }),
);
