export type TextColumn<R> = { header: string; cell: (row: R) => string; right?: boolean };

/** Rows as aligned text for a terminal, with a line of headers. Full-width characters take two places. */
export function textTable<R>(columns: readonly TextColumn<R>[], rows: readonly R[]): string {
  const table = [columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, i) => Math.max(...table.map((cells) => places(cells[i] ?? ""))));
  const line = (cells: string[]) =>
    columns
      .map(({ right }, i) => {
        const text = cells[i] ?? "";
        const space = " ".repeat((widths[i] ?? 0) - places(text));
        return right ? space + text : text + space;
      })
      .join("  ")
      .trimEnd();
  return table.map(line).join("\n");
}

/** Places that a text takes in a terminal. */
function places(text: string): number {
  let count = 0;
  for (const char of text) count += (char.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return count;
}
