import { builtInViewer } from "@/lib/auth/mint";
import { checkReadModel, rebuildReadModel } from "@/lib/cases/readmodel";
import { defineCommand } from "./command";

/** How many differences are named; all are counted. */
const mostNamed = 100;

export const readModelCommands = [
  defineCommand({
    name: "readmodel:check",
    usage: "",
    summary: "Recounts what lists and charts read of each case, and names the cases that differ. Changes nothing.",
    options: {},
    database: true,
    run: async ({ note }) => {
      const { cases, differences } = await checkReadModel(await builtInViewer("operator"), (done) =>
        note(`${done} cases compared`),
      );
      return {
        cases,
        ok: differences.length === 0,
        differing: differences.length,
        differences: differences.slice(0, mostNamed),
      };
    },
    exitCode: ({ ok }) => (ok ? 0 : 1),
    text: ({ cases, ok, differing, differences }) =>
      ok
        ? `${cases} cases: the read model is what it ought to be.`
        : [
            `${cases} cases, ${differing} rows of the read model are not what they ought to be:`,
            ...differences.map(
              ({ reference, part, fields }) =>
                `  ${reference}  ${part}  ${fields.join(", ") || "row too many or missing"}`,
            ),
            ...(differing > differences.length ? [`  … and ${differing - differences.length} more`] : []),
            "Mend it with: npm run -s weir -- readmodel:rebuild",
          ].join("\n"),
  }),
  defineCommand({
    name: "readmodel:rebuild",
    usage: "",
    summary: "Makes again what lists and charts read of each case, while the register is in use.",
    options: {},
    database: true,
    run: async ({ note }) => ({
      cases: await rebuildReadModel(await builtInViewer("operator"), (done) => note(`${done} cases done`)),
    }),
    text: ({ cases }) => `${cases} cases: the read model was made again.`,
  }),
];
