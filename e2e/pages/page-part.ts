import type { Locator } from "@playwright/test";
import { expect } from "@playwright/test";

/** Waits until a control does what it says: before React has taken it over, what is typed or pressed has no effect. */
export async function whenAlive(control: Locator): Promise<void> {
  await expect
    .poll(() => control.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps"))))
    .toBe(true);
}

/** A text with its thin and hard blanks as plain ones, runs of them as one. */
export const plain = (text: string) => text.replace(/\s+/g, " ").trim();

/** The rows of a table's body and foot, each cell under the headers of its columns, as they are seen. */
export function readTable(table: Locator): Promise<Record<string, string>[]> {
  return table.evaluate((element) => {
    const text = (cell: Element) => (cell instanceof HTMLElement ? cell.innerText : "").replace(/\s+/g, " ").trim();
    const headers = [...element.querySelectorAll("thead th")].map(text);
    return [...element.querySelectorAll("tbody tr, tfoot tr")].map((row) => {
      const read: Record<string, string> = {};
      let column = 0;
      for (const cell of row.children)
        for (let wide = cell instanceof HTMLTableCellElement ? cell.colSpan : 1; wide > 0; wide -= 1) {
          read[headers[column] || String(column)] = text(cell);
          column += 1;
        }
      return read;
    });
  });
}
