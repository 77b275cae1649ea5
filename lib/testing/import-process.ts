import { importWork } from "@/lib/import/jobs";
import { workOne } from "@/lib/jobs/worker";
import { importCommand } from "@/scripts/weir/import";

/**
 * A process of its own that imports, so that a test can kill it: `weir import` of a file by a mapping, or the worker that does the wizard's
 * work. Begins when it is told to on standard input; each line that it writes says how far it is.
 */
async function main([file = "", mapping = "", as = ""]: string[]): Promise<void> {
  process.stdout.write("ready\n");
  await new Promise((begun) => process.stdin.once("data", begun));
  if (file === "") while (await workOne(importWork));
  else
    await importCommand.perform({
      ...{ values: { mapping, as }, positionals: [file], json: true, output: process.stdout },
      ...{ readSecret: async () => "", resolveFile: (name) => name, note: () => {} },
    });
  process.stdout.write("done\n");
  process.exit(0);
}

void main(process.argv.slice(2));
