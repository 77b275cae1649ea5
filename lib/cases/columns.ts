import type { Problem } from "@/lib/filter/fields";

/** The columns of the list of cases, by the codes that the URL uses. Codes are added, never renamed. */
export const columnCodes = [
  "case",
  "date",
  "point",
  "lines",
  "mass",
  "range",
  "people",
  "grade",
  "handling",
  "status",
  "operation",
  "place",
  "agency",
  "owner",
  "grams",
  "roles",
  "arrests",
  "transport",
  "concealment",
  "sources",
  "logged",
  "changed",
] as const;
export type ColumnCode = (typeof columnCodes)[number];

/** A column as it is shown: `width` in px where somebody has chosen one; pinned ones stay at the left. */
export type ShownColumn = Readonly<{ code: ColumnCode; width: number | null; pinned: boolean }>;

const plain = (code: ColumnCode): ShownColumn => ({ code, width: null, pinned: code === "case" });
/** The product's own choice. */
export const defaultColumns: readonly ShownColumn[] = columnCodes
  .slice(0, columnCodes.indexOf("status") + 1)
  .map(plain);

/** In px. The narrowest shows a number or a mark, the widest a sentence. */
export const widths = { least: 48, most: 800 } as const;

export const densityCodes = ["roomy", "regular", "compact"] as const;
export type Density = (typeof densityCodes)[number];
export const rowCounts = [50, 200] as const;
export type RowCount = (typeof rowCounts)[number];

/** `case~pin:180,date,lines`: codes in order, `~pin` for those that stay at the left, a width in px after a colon. */
export function readColumns(text: string, problems: Problem[]): readonly ShownColumn[] | null {
  const columns: ShownColumn[] = [];
  for (const part of text.split(",")) {
    const [, name = "", pin, width] = /^([a-z]+)(~pin)?(?::(\d{1,4}))?$/.exec(part.trim()) ?? [];
    const code = columnCodes.find((known) => known === name);
    const px = width === undefined ? null : Number(width);
    if (!code || (px !== null && (px < widths.least || px > widths.most)))
      problems.push({ key: "columns", value: part, reason: "unknown-value" });
    else if (columns.some((column) => column.code === code))
      problems.push({ key: "columns", value: part, reason: "given-twice" });
    else columns.push({ code, width: px, pinned: pin !== undefined });
  }
  return columns.length === 0 ? null : inPlace(columns);
}

/** The case always shows, since it is the way into the row; what is pinned stands first. */
export function inPlace(columns: readonly ShownColumn[]): readonly ShownColumn[] {
  const all = columns.some(({ code }) => code === "case") ? columns : [plain("case"), ...columns];
  return [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)];
}

/** What `columns` says. */
export function writeColumns(columns: readonly ShownColumn[]): string {
  return columns
    .map(({ code, width, pinned }) => `${code}${pinned ? "~pin" : ""}${width === null ? "" : `:${width}`}`)
    .join(",");
}
