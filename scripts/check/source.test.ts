import { describe, expect, it } from "vitest";
import { readSource } from "./source.mjs";

const imports = (text: string) =>
  readSource(text).imports.map(({ specifier, typeOnly, kind, line }) => [line, kind, specifier, typeOnly]);

describe("imports", () => {
  it("finds every form, with its line and whether it is erased", () => {
    const text = [
      'import "./side.css";',
      'import a from "a";',
      'import a2, { b } from "b";',
      'import type { C } from "c";',
      'import { type D, type E } from "d";',
      'import { type F, g } from "e";',
      "import {",
      "  h,",
      '} from "f";',
      'export { i } from "g";',
      'export * from "h";',
      'export type { J } from "i";',
      'const k = await import("j");',
      'type L = typeof import("k");',
      'import * as all from "@scope/name/part";',
    ].join("\n");
    expect(imports(text)).toEqual([
      [1, "import", "./side.css", false],
      [2, "import", "a", false],
      [3, "import", "b", false],
      [4, "import", "c", true],
      [5, "import", "d", true],
      [6, "import", "e", false],
      [7, "import", "f", false],
      [10, "export", "g", false],
      [11, "export", "h", false],
      [12, "export", "i", true],
      [13, "dynamic", "j", false],
      [14, "dynamic", "k", true],
      [15, "import", "@scope/name/part", false],
    ]);
  });

  it("takes nothing from comments, strings, templates and regular expressions", () => {
    const text = [
      '// import a from "a";',
      '/* import b from "b"; */',
      "const c = 'import d from \"d\"';",
      'const e = `import f from "f"; ${g(`import h from "h"`)}`;',
      'const i = /import j from "j"/;',
      "export function k(l: { from: string }, m: string) { return l.from + m; }",
      "const n = { import: 1, from: 2 };",
    ].join("\n");
    expect(imports(text)).toEqual([]);
  });

  it("finds an import behind what looks like an open string or comment", () => {
    const text = [
      "const a = <p>Don't</p>;",
      "const b = c / d / e;",
      "const f = /[\"'`/*]/.test(g) ? 1 : 2;",
      "const h = `${i({ j: `}` })}`;",
      'const k = "http://" + l;',
      'import m from "m";',
    ].join("\n");
    expect(imports(text)).toEqual([[6, "import", "m", false]]);
  });
});

describe("masks", () => {
  it("keep the length and every line of the text", () => {
    const text = 'a("x // y"); // "z"\n/* 1\n2 */ `t ${u("v")} w` + /re[/]"/;\n';
    const { code, bare, comments } = readSource(text);
    expect(code).toHaveLength(text.length);
    expect(bare).toHaveLength(text.length);
    expect(bare.split("\n")).toHaveLength(text.split("\n").length);
    expect(comments).toEqual([
      { line: 1, text: '// "z"' },
      { line: 2, text: "/* 1\n2 */" },
    ]);
    expect(code).toContain("x // y");
    expect(bare.replace(/\s+/g, " ")).toBe('a(" "); ` ${u(" ")} ` + ; ');
  });
});
