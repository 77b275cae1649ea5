// npm run verify:data -- DIR: prepares the checkout, then hands over to scripts/verify-data/main.ts.
import { checkNode } from "./boot/node.mjs";

checkNode();
Promise.all([import("./boot/command.mjs"), import("./boot/progress.mjs"), import("./boot/prepare.mjs")]).then(
  ([{ command }, progress, { preparePackages, prepareClient }]) =>
    command(async () => {
      progress.progressToStderr();
      progress.progressOnlyWhenSlow();
      await preparePackages();
      await prepareClient();
      const [{ inherit }, { typescript }] = await Promise.all([
        import("./boot/run.mjs"),
        import("./boot/typescript.mjs"),
      ]);
      return inherit(process.execPath, typescript("scripts/verify-data/main.ts", process.argv.slice(2)));
    }),
);
