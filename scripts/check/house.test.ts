import { describe, expect, it } from "vitest";
import { checkHouse } from "./main.mjs";
import { treeOf } from "./tree.mjs";

const imports = (...specifiers: string[]) => specifiers.map((each) => `import { a } from "${each}";\n`).join("");
const types = (...specifiers: string[]) => specifiers.map((each) => `import type { A } from "${each}";\n`).join("");
/** The rules that a tree breaks, as `file:line rule`. */
const broken = (files: Record<string, string>) =>
  checkHouse(treeOf(files)).map(({ file, line, rule }) => `${file}:${line} ${rule}`);

/** One file that imports another (both are made), and whether it may. */
const steps: [from: string, to: string, allowed: boolean][] = [
  // app → components/<feature>, components/layout, lib/<feature>/{loaders,actions}, lib/auth, parts without a database
  ["app/(app)/cases/page.tsx", "components/cases/case-table.tsx", true],
  ["app/(app)/layout.tsx", "components/layout/shell.tsx", true],
  ["app/(auth)/sign-in/page.tsx", "components/auth/sign-in-form.tsx", true],
  ["app/(app)/cases/page.tsx", "components/ui/button.tsx", false],
  ["app/(app)/cases/page.tsx", "components/charts/monthly-chart.tsx", false],
  ["app/(app)/cases/page.tsx", "lib/cases/loaders.ts", true],
  ["app/(app)/cases/page.tsx", "lib/cases/actions.ts", true],
  ["app/(app)/cases/page.tsx", "lib/cases/queries.ts", false],
  ["app/(app)/cases/page.tsx", "lib/cases/mutations.ts", false],
  ["app/(app)/cases/page.tsx", "lib/cases/resolve.ts", false],
  ["app/(app)/cases/page.tsx", "lib/auth/viewer.ts", true],
  ["app/(app)/cases/page.tsx", "lib/auth/mint.ts", false],
  ["app/(app)/cases/page.tsx", "lib/filter/codec.ts", true],
  ["app/(app)/cases/page.tsx", "lib/dates/parse.ts", true],
  ["app/(app)/cases/page.tsx", "lib/db/with-viewer.ts", false],
  ["app/(app)/cases/page.tsx", "lib/db/system.ts", false],
  ["app/(app)/cases/page.tsx", "lib/audit/append.ts", false],
  ["app/(app)/cases/page.tsx", "lib/testing/world.ts", false],
  ["app/(app)/cases/page.tsx", "prisma/seed/reference/points.ts", false],
  ["app/(app)/cases/page.tsx", "scripts/boot/run.mjs", false],
  ["app/(app)/cases/page.tsx", "lib/errors.ts", true],
  ["app/layout.tsx", "lib/db/synthetic.ts", true],
  ["components/layout/app-shell.tsx", "lib/db/synthetic.ts", false],
  ["app/api/health/route.ts", "lib/db/system.ts", true],
  ["app/api/drafts/[id]/route.ts", "lib/reports/drafts.ts", true],
  ["app/(app)/reports/new/page.tsx", "lib/reports/drafts.ts", false],
  // the benchmark: the register it loads, the server it starts
  ["bench/register.ts", "prisma/seed/synthetic/load.ts", true],
  ["bench/cases.ts", "lib/testing/reports.ts", false],
  ["bench/register.ts", "lib/testing/world.ts", false],
  ["bench/server.ts", "scripts/boot/run.mjs", true],
  ["bench/server.ts", "scripts/weir/main.ts", false],
  ["lib/cases/queries.ts", "prisma/seed/synthetic/cases.ts", false],
  ["prisma/seed/synthetic/load.ts", "lib/testing/database.ts", false],
  // components
  ["components/cases/case-table.tsx", "components/ui/badge.tsx", true],
  ["components/cases/case-table.tsx", "components/data-table/data-table.tsx", true],
  ["components/cases/case-table.tsx", "components/reports/report-form.tsx", false],
  ["components/ui/badge.tsx", "components/forms/field.tsx", false],
  ["components/filters/filter-bar.tsx", "components/cases/case-table.tsx", false],
  ["components/cases/case-table.tsx", "app/(app)/cases/page.tsx", false],
  ["components/cases/case-table.tsx", "lib/cases/schema.ts", true],
  ["components/cases/case-table.tsx", "lib/cases/types.ts", true],
  ["components/cases/case-table.tsx", "lib/cases/rules.ts", true],
  ["components/cases/case-table.tsx", "lib/cases/actions.ts", true],
  ["components/cases/case-table.tsx", "lib/cases/loaders.ts", false],
  ["components/cases/case-table.tsx", "lib/cases/queries.ts", false],
  ["components/cases/case-file.tsx", "lib/reports/types.ts", true],
  ["components/reports/report-form.tsx", "lib/cases/schema.ts", true],
  ["components/trends/trend-page.tsx", "lib/cases/types.ts", false],
  ["components/forms/field.tsx", "lib/reports/schema.ts", false],
  ["components/cases/case-table.tsx", "lib/codes.ts", true],
  ["components/cases/case-table.tsx", "lib/env.ts", false],
  ["components/cases/case-table.tsx", "lib/log.ts", false],
  ["components/cases/case-table.tsx", "lib/i18n/names.ts", true],
  ["components/cases/case-table.tsx", "lib/audit/append.ts", false],
  ["components/cases/case-table.tsx", "lib/db/with-viewer.ts", false],
  ["components/cases/case-table.tsx", "lib/testing/world.ts", false],
  ["components/layout/account-menu.tsx", "lib/auth/actions.ts", true],
  ["components/layout/account-menu.tsx", "lib/auth/viewer.ts", false],
  // lib
  ["lib/cases/loaders.ts", "lib/filter/where.ts", true],
  ["lib/cases/loaders.ts", "lib/db/with-viewer.ts", true],
  ["lib/cases/loaders.ts", "components/cases/case-table.tsx", false],
  ["lib/cases/loaders.ts", "app/(app)/cases/page.tsx", false],
  ["lib/reports/mutations.ts", "lib/cases/resolve.ts", true],
  ["lib/cases/loaders.ts", "lib/reports/queries.ts", false],
  ["lib/import/mutations.ts", "lib/reports/mutations.ts", true],
  ["lib/import/mutations.ts", "lib/trends/queries.ts", false],
  ["lib/review/loaders.ts", "lib/reports/queries.ts", true],
  ["lib/review/loaders.ts", "lib/cases/queries.ts", true],
  ["lib/overview/loaders.ts", "lib/trends/queries.ts", true],
  ["lib/trends/queries.ts", "lib/cases/queries.ts", false],
  ["lib/export/queries.ts", "lib/cases/queries.ts", false],
  ["lib/trends/queries.ts", "lib/filter/where.ts", true],
  ["lib/filter/where.ts", "lib/cases/rules.ts", false],
  ["lib/filter/where.ts", "lib/dates/parse.ts", true],
  ["lib/dates/parse.ts", "lib/db/with-viewer.ts", false],
  ["lib/charts/monthly.ts", "lib/quantity/format.ts", true],
  ["lib/charts/monthly.ts", "lib/filter/where.ts", false],
  ["lib/errors.ts", "lib/db/failure.ts", false],
  ["lib/cases/queries.ts", "lib/testing/world.ts", false],
  ["lib/cases/queries.ts", "lib/db/system.ts", false],
  ["lib/auth/accounts.ts", "lib/db/system.ts", true],
  ["lib/jobs/queue.ts", "lib/db/system.ts", true],
  ["lib/cases/queries.ts", "lib/db/client.ts", false],
  ["lib/cases/queries.ts", "lib/auth/mint.ts", false],
  ["lib/cases/queries.ts", "prisma/seed/reference/points.ts", false],
  ["lib/cases/queries.ts", "e2e/pages/sign-in.ts", false],
  // the generated client, which git ignores
  ["lib/cases/queries.ts", "lib/db/generated/client", true],
  ["lib/cases/loaders.ts", "lib/db/generated/client", true],
  ["lib/cases/resolve.ts", "lib/db/generated/client", true],
  ["lib/filter/where.ts", "lib/db/generated/client", true],
  ["prisma/seed/seed.ts", "lib/db/generated/client", true],
  ["lib/cases/rules.ts", "lib/db/generated/client", false],
  ["lib/reports/resolve.ts", "lib/db/generated/client", false],
  ["scripts/weir/main.ts", "lib/db/generated/client", false],
  // outside the server
  ["scripts/weir/user.ts", "lib/auth/accounts.ts", true],
  ["scripts/weir/user.ts", "components/auth/sign-in-form.tsx", false],
  ["prisma/seed/seed.ts", "lib/reports/mutations.ts", true],
  ["prisma/seed/seed.ts", "app/(app)/cases/page.tsx", false],
  ["e2e/log.spec.ts", "e2e/pages/sign-in.ts", true],
  ["e2e/log.spec.ts", "lib/codes.ts", true],
  ["e2e/log.spec.ts", "lib/cases/queries.ts", false],
  // tests reach across the house
  ["lib/cases/resolve.db.test.ts", "lib/testing/world.ts", true],
  ["lib/cases/resolve.db.test.ts", "lib/reports/mutations.ts", true],
  ["lib/testing/world.ts", "lib/reports/mutations.ts", true],
];

describe("imports", () => {
  it.each(steps)("%s → %s: %s", (from, to, allowed) => {
    const target = to.startsWith("lib/db/generated") ? {} : { [to]: "" };
    const found = broken({ ...target, [from]: `\n${imports(`@/${to.replace(/\.tsx?$/, "")}`)}` });
    const own = found.filter((each) => each.endsWith(" imports"));
    expect(own).toEqual(allowed ? [] : [`${from}:2 imports`]);
  });

  it("sees through relative paths, re-exports and dynamic imports", () => {
    const queries = { "lib/cases/queries.ts": "" };
    expect(broken({ ...queries, "components/cases/a.tsx": imports("../../lib/cases/queries") })).toHaveLength(1);
    expect(broken({ ...queries, "components/cases/a.tsx": 'await import("@/lib/cases/queries");' })).toHaveLength(1);
    expect(broken({ ...queries, "app/api/a/route.ts": 'export { a } from "@/lib/cases/queries";' })).toHaveLength(1);
  });

  it("keeps the database out of what components import, however far down", () => {
    const chain = {
      "lib/filter/schema.ts": imports("./fields"),
      "lib/filter/fields.ts": imports("./where"),
      "lib/filter/where.ts": imports("@/lib/db/with-viewer"),
      "lib/db/with-viewer.ts": "",
    };
    const component = { "components/filters/filter-bar.tsx": imports("@/lib/filter/schema") };
    expect(broken({ ...chain, ...component })).toEqual(["components/filters/filter-bar.tsx:1 imports"]);
    expect(broken({ ...chain, "app/(app)/cases/page.tsx": imports("@/lib/filter/schema") })).toHaveLength(1);
    const erased = { ...chain, "lib/filter/where.ts": types("@/lib/db/with-viewer") };
    expect(broken({ ...erased, ...component })).toEqual([]);
    const rules = {
      "lib/cases/rules.ts": imports("@/lib/db/with-viewer"),
      "components/cases/a.tsx": imports("@/lib/cases/rules"),
    };
    expect(broken({ ...chain, ...rules })).toEqual(["components/cases/a.tsx:1 imports"]);
    const behindServer = { "lib/i18n/actions.ts": `"use server";\n${imports("@/lib/db/with-viewer")}` };
    expect(broken({ ...chain, ...behindServer, "components/ui/a.tsx": imports("@/lib/i18n/actions") })).toEqual([]);
  });

  it("lets a type through where the value may not pass", () => {
    const auth = { "lib/auth/viewer.ts": "", "lib/db/client.ts": "" };
    expect(broken({ ...auth, "components/layout/a.tsx": types("@/lib/auth/viewer") })).toEqual([]);
    expect(broken({ ...auth, "lib/cases/queries.ts": types("@/lib/db/client") })).toEqual([]);
  });
});

describe("packages", () => {
  it.each([
    ["recharts", "components/charts/a.tsx", "components/trends/a.tsx"],
    ["@tanstack/react-table", "components/data-table/a.tsx", "components/cases/a.tsx"],
    ["next-auth/react", "lib/auth/a.ts", "components/auth/a.tsx"],
    ["next-auth", "app/api/auth/[...nextauth]/route.ts", "app/(auth)/sign-in/page.tsx"],
    ["pg", "lib/db/a.ts", "lib/cases/queries.ts"],
    ["@prisma/client", "prisma/seed/a.ts", "lib/cases/queries.ts"],
  ])("%s in %s, not in %s", (name, allowed, refused) => {
    expect(broken({ [allowed]: imports(name) })).toEqual([]);
    expect(broken({ [refused]: imports(name) })).toEqual([`${refused}:1 packages`]);
  });

  it("settings are read in one place", () => {
    const read = "const a = process.env.PORT;\n";
    for (const file of ["lib/env.ts", "scripts/boot/a.mjs", "next.config.ts"])
      expect(broken({ [file]: read })).toEqual([]);
    expect(broken({ "lib/db/a.ts": read })).toEqual(["lib/db/a.ts:1 environment"]);
    expect(broken({ "lib/db/a.ts": '// process.env\nconst a = "process.env";\nprocess.env.NODE_ENV;' })).toEqual([]);
    expect(broken({ "lib/env.ts": "const a = process.env.NEXT_PUBLIC_URL;" })).toEqual(["lib/env.ts:1 environment"]);
  });

  it("no barrels, no default exports but where a framework asks for them", () => {
    const again = { "lib/dates/a.ts": 'export { b } from "./b";', "lib/dates/b.ts": "" };
    expect(broken(again)).toEqual(["lib/dates/a.ts:1 barrel"]);
    expect(broken({ "lib/dates/index.ts": "" })).toEqual(["lib/dates/index.ts:1 names"]);
    expect(broken({ "components/ui/a.tsx": "\nexport default function A() {}" })).toEqual([
      "components/ui/a.tsx:2 exports",
    ]);
    expect(
      broken({ "app/(app)/page.tsx": "export default function Page() {}", "next.config.ts": "export default {};" }),
    ).toEqual([]);
  });
});

describe("names", () => {
  it.each([
    ["lib/cases/queries.ts", true],
    ["lib/cases/resolve.ts", true],
    ["lib/cases/scope.db.test.ts", true],
    ["lib/cases/lookup.ts", false],
    ["lib/trends/resolve.ts", false],
    ["lib/cases/parts/queries.ts", false],
    ["lib/cases/queries.tsx", false],
    ["lib/dates/parse.ts", true],
    ["lib/codes.ts", true],
    ["lib/codes.db.test.ts", true],
    ["lib/format.ts", false],
    ["lib/common/parse.ts", false],
    ["components/cases/case-table.tsx", true],
    ["components/cases/CaseTable.tsx", false],
    ["components/case-table.tsx", false],
    ["components/widgets/a.tsx", false],
    ["lib/dates/parseDate.ts", false],
    ["lib/dates/utils.ts", false],
    ["components/ui/helpers.ts", false],
    ["components/ui/helper.test.ts", false],
    ["app/(app)/cases/[reference]/page.tsx", true],
    ["app/(app)/Cases/page.tsx", false],
    ["public/icons/a.svg", true],
    ["docs/decisions/0001-licence.md", true],
    ["README.md", true],
    ["notes.md", false],
    ["src/a.ts", false],
    ["server/a.ts", false],
  ])("%s: %s", (file, allowed) => {
    expect(broken({ [file]: "" })).toEqual(allowed ? [] : [`${file}:1 names`]);
  });
});

describe("cycles", () => {
  const three = (last: string) => ({
    "lib/dates/a.ts": `\n${imports("./b")}`,
    "lib/dates/b.ts": imports("./c"),
    "lib/dates/c.ts": last,
  });

  it("finds one over three files, once, and says the way", () => {
    const violations = checkHouse(treeOf(three(imports("./a"))));
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({ file: "lib/dates/a.ts", line: 2, rule: "cycle" });
    expect(violations[0]?.message).toContain("lib/dates/a.ts → lib/dates/b.ts → lib/dates/c.ts → lib/dates/a.ts");
  });

  it("finds a file that imports itself, and two cycles as two", () => {
    expect(broken({ "lib/dates/a.ts": imports("./a") })).toEqual(["lib/dates/a.ts:1 cycle"]);
    const two = { "lib/quantity/a.ts": imports("./b"), "lib/quantity/b.ts": imports("./a") };
    expect(broken({ ...three(imports("./a")), ...two })).toHaveLength(2);
  });

  it("passes a diamond, and a way back that is erased", () => {
    expect(broken({ ...three(""), "lib/dates/d.ts": imports("./a", "./b", "./c") })).toEqual([]);
    expect(broken(three(types("./a")))).toEqual([]);
  });
});

describe("content", () => {
  it("no file over 400 lines, tests apart", () => {
    const lines = (n: number) => "a();\n".repeat(n);
    expect(broken({ "lib/dates/a.ts": lines(400), "lib/dates/a.test.ts": lines(500) })).toEqual([]);
    expect(broken({ "components/ui/a.tsx": lines(401) })).toEqual(["components/ui/a.tsx:401 length"]);
  });

  it.each([
    "const a: any = 1;",
    "const a = b as any;",
    "function a(b: any[], c: string): Promise<any> {}",
    "type A = Record<string, any>;",
    "type A = string | any;",
    "type A<B extends any> = B;",
    "function a(b): b is any {}",
  ])("%s", (text) => {
    expect(broken({ "lib/dates/a.ts": `\n${text}` })[0]).toBe("lib/dates/a.ts:2 types");
  });

  it.each([
    "const any = 1;",
    "await Promise.any(a);",
    "const a = { any: 1 };",
    'const a = "as any"; // as any',
    "const a = b ? any(c) : d;",
    "const anyone: Anyone = many;",
  ])("%s is no type", (text) => {
    expect(broken({ "lib/dates/a.ts": text })).toEqual([]);
  });

  it.each([
    ["// @ts-ignore", "bypass"],
    ["/* @ts-expect-error */", "bypass"],
    ["// @ts-nocheck", "bypass"],
    ["// biome-ignore lint: why", "bypass"],
    ["// TO" + "DO later", "unfinished"],
    ["/** FIX" + "ME */", "unfinished"],
  ])("%s", (text, rule) => {
    expect(broken({ "lib/dates/a.ts": `a();\n${text}\n` })).toEqual([`lib/dates/a.ts:2 ${rule}`]);
    expect(broken({ "lib/dates/a.ts": `const a = ${JSON.stringify(text)};` })).toEqual([]);
  });

  it("reads remarks in styles, schemas and migrations too", () => {
    expect(broken({ "prisma/schema/a.prisma": `\n// ${"TO" + "DO"}` })).toEqual([
      "prisma/schema/a.prisma:2 unfinished",
    ]);
  });

  it("no registry's address", () => {
    const host = ["registry", "npmjs", "org"].join(".");
    expect(broken({ "package-lock.json": `{\n"resolved": "https://${host}/a"}` })).toEqual([
      "package-lock.json:2 registry",
    ]);
    expect(broken({ ".npmrc": `registry=https://${host}/` })).toEqual([".npmrc:1 registry"]);
    expect(broken({ ".npmrc": "ignore-scripts=true" })).toEqual([]);
  });

  it.each([
    ["const a = <p>Hello there</p>;", false],
    ["const a = (\n  <p>\n    Hello\n  </p>\n);", false],
    ['const a = <p>{t("hello")}</p>;', true],
    ["const a = <b>Weir</b>;", true],
    ["const a = <b>{n} · {m}</b>;", true],
    ["const a = b < c && d > e;", true],
    ['const a = <input placeholder="Search" />;', false],
    ['const a = <a title={t("x")} href="/cases" className="link" />;', true],
    ['const a = <nav aria-label="Main" />;', false],
  ])("texts for readers stand in the messages: %s", (text, allowed) => {
    const rules = broken({ "components/ui/a.tsx": text }).map((each) => each.split(" ")[1]);
    expect(rules).toEqual(allowed ? [] : ["messages"]);
  });
});
