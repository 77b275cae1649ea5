import yazl from "yazl";

/** A workbook of one sheet. `sheet` is what stands in it; style 1 is a date, 2 shows hundredths. */
export async function workbookOf(sheet: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const parts = {
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="Data" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet>${sheet}</worksheet>`,
  };
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Rows of cells: texts, numbers, or what a style and its number are. */
export function sheetOf(rows: readonly (readonly (string | number | { style: number; number: number })[])[]): string {
  const cell = (said: string | number | { style: number; number: number }) => {
    if (said === "") return "<c/>";
    if (typeof said === "string") return `<c t="str"><v>${said}</v></c>`;
    return typeof said === "number" ? `<c><v>${said}</v></c>` : `<c s="${said.style}"><v>${said.number}</v></c>`;
  };
  return `<sheetData>${rows.map((cells) => `<row>${cells.map(cell).join("")}</row>`).join("")}</sheetData>`;
}
