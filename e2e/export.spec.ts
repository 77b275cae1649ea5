import AxeBuilder from "@axe-core/playwright";
import type { Download, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import readXlsx from "read-excel-file/node";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const menu = (page: Page) => page.getByRole("button", { name: /^Export/ });

/** Takes the list out in a format, from its menu. */
async function exported(page: Page, format: string): Promise<Download> {
  const another = page.getByRole("button", { name: "Another export" });
  if (!(await another.isVisible())) await menu(page).click();
  if (await another.isVisible()) await another.click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: new RegExp(`^${format}`) }).click(),
  ]);
  await expect(
    page
      .getByText(/^Exported: \d+ cases?/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  return download;
}

test("the list leaves in three formats, each with exactly its cases, and the log says so", async ({ as }) => {
  const page = await as("analyst");
  const cases = new CasesPage(page);
  // documented cases, which no other test changes
  await cases.open("q=D&point=dandong&to=2011");
  const total = await cases.total();
  expect(total).toBeGreaterThan(1);

  const csv = await exported(page, "CSV");
  expect(csv.suggestedFilename()).toMatch(/^weir-cases-\d{4}-\d\d-\d\d-TLP-\w+\.csv$/);
  const rows: Record<string, string>[] = parse(await bytesOf(csv), { bom: true, columns: true });
  const references = [...new Set(rows.map((row) => row.reference))].sort();
  expect(references).toHaveLength(total);

  const lines = (await bytesOf(await exported(page, "JSON Lines"))).toString().trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).reference).sort()).toEqual(references);

  const sheets = await readXlsx(await bytesOf(await exported(page, "Excel")));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["about", "cases", "lines"]);
  expect(
    sheets[1]?.data
      .slice(1)
      .map(([reference]) => reference)
      .sort(),
  ).toEqual(references);
  expect(sheets[2]?.data.slice(1)).toHaveLength(rows.filter((row) => row.line !== "").length);
  expect(sheets[0]?.data.flat()).toContain("Holds what this viewer may see");
});

test("on a phone the export stands within the page and in nobody's way", async ({ as }) => {
  const page = await as("viewer", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await new CasesPage(page).open();
  await menu(page).click();
  const format = page.getByRole("button", { name: /^CSV/ });
  const box = await format.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  expect(box?.height).toBeGreaterThanOrEqual(40);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
});
