// npm run -s weir -- COMMAND: prepares the checkout in silence, then hands over to scripts/weir/main.ts.
import { checkNode } from "./boot/node.mjs";

checkNode();
Promise.all([
  import("./boot/command.mjs"),
  import("./boot/progress.mjs"),
  import("./boot/prepare.mjs"),
  import("./boot/environment.mjs"),
]).then(([{ command }, progress, { preparePackages, prepareClient }, { loadEnvFile }]) =>
  command(async () => {
    progress.progressToStderr();
    progress.progressOnlyWhenSlow();
    loadEnvFile();
    await preparePackages();
    await prepareClient();
    const { loadTypeScript } = await import("./boot/typescript.mjs");
    const { main } = await loadTypeScript("scripts/weir/main.ts");
    return main(process.argv.slice(2));
  }),
);
