import { csvField, harmless } from "@/lib/tables/cells";

/** A cell of a table that leaves the register: somebody's words, or exact digits and codes. */
export type Cell = { words: string } | string | number | null;
/** A table with what is said of it: lines above, then heads, then rows. */
export type Sheet = {
  about: readonly (readonly [name: string, text: string])[];
  heads: readonly string[];
  rows: readonly (readonly Cell[])[];
};

const plain = (cell: Cell) => (cell === null ? "" : typeof cell === "object" ? harmless(cell.words) : String(cell));

const field = (cell: Cell) => csvField(plain(cell));

/** RFC 4180 with a mark of UTF-8; what is said of the table stands above it, each line behind a `#`. */
export function csvOf({ about, heads, rows }: Sheet): string {
  const lines = [
    ...about.map(([name, text]) => field({ words: `# ${name}: ${text.replace(/[\r\n]+/g, " ")}` })),
    heads.map((head) => field({ words: head })).join(","),
    ...rows.map((row) => row.map(field).join(",")),
  ];
  return `\u{feff}${lines.join("\r\n")}\r\n`;
}

/** For the clipboard: cells between tabs, as spreadsheets and word processors take them. */
export function tabsOf({ about, heads, rows }: Sheet): string {
  const line = (cells: readonly Cell[]) => cells.map((cell) => plain(cell).replace(/[\t\r\n]+/g, " ")).join("\t");
  return [
    line(heads.map((head) => ({ words: head }))),
    ...rows.map(line),
    "",
    ...about.map(([name, text]) => line([{ words: name }, { words: text }])),
  ].join("\n");
}

const escaped: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const html = (text: string) => text.replace(/[&<>"]/g, (char) => escaped[char] ?? char);

/** The same as a table of HTML. */
export function htmlOf({ about, heads, rows }: Sheet): string {
  const cells = (row: readonly Cell[], tag: "td" | "th") =>
    row.map((cell) => `<${tag}>${html(plain(cell))}</${tag}>`).join("");
  const words = heads.map((head) => ({ words: head }));
  return `<table><thead><tr>${cells(words, "th")}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</tbody></table>${about.map(([name, text]) => `<p>${html(name)}: ${html(text)}</p>`).join("")}`;
}
