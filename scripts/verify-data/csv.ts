/**
 * Reads CSV of RFC 4180: comma, double quotes, line breaks inside quotes; a byte order mark is dropped.
 * @returns rows by the names of the first row
 * @throws Error when a row has another number of fields than the header, or a quote is never closed
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = readFields(text.replace(/^\ufeff/, ""));
  return rows.map((row, index) => {
    if (row.length !== header.length)
      throw new Error(`row ${index + 2} has ${row.length} fields, the header ${header.length}`);
    return Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""]));
  });
}

function readFields(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const field = quoted ? /"((?:[^"]|"")*)"/y : /[^,\r\n]*/y;
    field.lastIndex = at;
    const match = field.exec(text);
    if (!match) throw new Error(`row ${rows.length + 1}: a quote is never closed`);
    row.push(quoted ? (match[1] ?? "").replaceAll('""', '"') : match[0]);
    at = field.lastIndex;
    if (text[at] === ",") {
      at += 1;
      if (at === text.length) row.push("");
      continue;
    }
    const end = /\r?\n|$/y;
    end.lastIndex = at;
    if (!end.test(text)) throw new Error(`row ${rows.length + 1}: something follows a closing quote`);
    at = end.lastIndex;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
