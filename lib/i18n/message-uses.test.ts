import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readUses } from "./message-uses";
import { loadMessages } from "./messages";

type Tree = { [key: string]: string | Tree };

const keysOf = (tree: Tree, prefix = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );

/** Keys that are put together from codes at run time; everything else must be found in the source. */
const built = [
  "codes.", // labels of the closed lists: messages.test.ts holds them against lib/codes.ts
  "dates.error.", // lib/dates names a reason, and the list of reasons is closed
  "dates.describe.",
  "quantity.error.",
  "warnings.text.", // lib/reports/warnings.ts names a reason, and the list of reasons is closed
  "import.issue.", // lib/import names what is wrong with a row or a file, and how it is told stands in the command line and the pages
  "import.file.",
  "trends.state.", // states of a month, a closed list too
  "audit.action.", // whatever the log holds; an action without words is called by its code
  "audit.subjectType.",
  "admin.verb.", // verbs of the matrix: components/admin/role-choice.test.ts holds them against it
  "proposals.kind.", // lib/proposals/types.ts names the kinds, and the list of kinds is closed
  "indicators.form.field.", // labels of fields, by the name of the field
  "indicators.unit.", // units that have words of their own; any other word may be one
  "proposals.field.", // fields of the lists' writes; one without words is called by its name
];

it("finds every message in the source", async () => {
  const uses = readUses(fileURLToPath(new URL("../..", import.meta.url)));
  const keys = keysOf(await loadMessages("en"));
  expect(keys.filter((key) => !built.some((prefix) => key.startsWith(prefix)) && !uses(key))).toEqual([]);
});

it("would notice one that nobody uses", () => {
  const uses = readUses(fileURLToPath(new URL("../..", import.meta.url)));
  expect(uses("nav.scheme.dark")).toBe(true); // put together in a template
  expect(uses("nav.scheme.dark.more")).toBe(false);
  expect(uses("nav.nobody")).toBe(false);
});
