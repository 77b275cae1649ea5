import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { plain, whenAlive } from "./pages/page-part";
import { TrendsPage } from "./pages/trends";

/** The documented cases are the register's oldest; what other tests log is younger. */
const then = "to=2010-12&months=all";
const of = (what: Record<string, string>) => expect.objectContaining(what);
const withFigures = (rows: Record<string, string>[], key: string) =>
  rows.filter((row) => /^[\d≥]/.test(row[key] ?? "") && !row[key]?.includes("not covered"));

test("every measure and period says of the documented cases what their sources say", async ({ as }) => {
  const page = await as("analyst");
  const trends = new TrendsPage(page);

  await trends.open(`${then}&measure=grams&show=table`);
  expect(withFigures(await trends.rows(), "Weight")).toEqual([
    of({ Month: "2010-07", Methamphetamine: "1.50 kg", Weight: "1.50 kg", "Low to high": "", Cases: "1" }),
    of({ Month: "2008-10", Methamphetamine: "5.40 kg", Weight: "5.40 kg", "Low to high": "", Cases: "1" }),
    of({ Month: "2005-02", "Two or more substances": "0.63 kg", "Low to high": "0.53–0.63 kg", Cases: "1" }),
    of({ Month: "2004-12", MaGu: "1.24 kg", "Low to high": "1.24–1.38 kg", Cases: "1" }),
    of({ Month: "Months drawn", Weight: "8.77 kg", "Low to high": "8.67–8.91 kg", Cases: "4" }),
  ]);
  await expect(page.getByRole("main")).toContainText("UNODC 2019");

  await trends.open(`${then}&measure=units&in=tablet&show=table`);
  expect(withFigures(await trends.rows(), "tablets").map((row) => [row.Month, row.tablets])).toEqual([
    ["2005-02", "2,300 tab."],
    ["2004-12", "13,775 tab."],
    ["Months drawn", "16,075 tab."],
  ]);
  await expect(page.getByRole("main")).toContainText("2 cases of the filter have no line in this unit.");

  // Of their own points: where another point is covered in some months only, a year of all points is a lower bound.
  await trends.open(`${then}&by=year&stack=point&show=table&point=dandong&point=changbai&point=yanbian`);
  expect(withFigures(await trends.rows(), "Cases").map((row) => [row.Year, row.Cases])).toEqual([
    ["2010", "1"],
    ["2008", "1"],
    ["2005", "1"],
    ["2004", "1"],
    ["Drawn", "4"],
  ]);
});

test("each figure opens exactly its cases: by a press, by the keyboard, by a finger", async ({ as }) => {
  const page = await as("analyst");
  const [trends, cases] = [new TrendsPage(page), new CasesPage(page)];

  // Every figure of the page, from the table twin and the points, counts what its list counts.
  await trends.open(`${then}&by=quarter&show=table`);
  const links = await page
    .locator("main table a[href^='/cases'], main a[href^='/cases?point']")
    .evaluateAll((found) => found.map((link) => [link.getAttribute("href") ?? "", link.textContent ?? ""] as const));
  const figures = new Map(links.filter(([, text]) => /^\d+$/.test(text)));
  expect(figures.size).toBeGreaterThan(8);
  for (const [href, text] of [...figures].slice(0, 6)) {
    await page.goto(href);
    expect(await cases.total(), href).toBe(Number(text));
  }

  await trends.open(`${then}&measure=grams`);
  await whenAlive(trends.bar("2005-02"));
  await trends.bar("2004-12").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(trends.bar("2005-02")).toBeFocused();
  await expect(trends.bar("2005-02")).toHaveAccessibleName(/February 2005: 1 case\. 0\.63 kg \(0\.53–0\.63 kg\)/);
  // what it weighs, and its largest cases
  await expect(page.getByText("Largest by weight").locator("..")).toContainText("D2");
  await page.keyboard.press("1");
  await expect(page).toHaveURL(/month=2005-02.*mixed=yes/);
  expect(await cases.total()).toBe(1);

  const phone = await as("analyst", { viewport: { width: 390, height: 844 }, hasTouch: true });
  const small = new TrendsPage(phone);
  await small.open("from=2010-01&to=2010-12");
  await whenAlive(small.bar("2010-07"));
  await small.bar("2010-07").tap();
  await expect(phone.getByText("Largest by weight")).toBeVisible();
  // All of what it says is on the screen.
  const said = await phone.getByText("Largest by weight").locator("../..").boundingBox();
  expect(said?.x).toBeGreaterThanOrEqual(0);
  expect((said?.x ?? 0) + (said?.width ?? 0)).toBeLessThanOrEqual(390);
  expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThanOrEqual(844);
  await expect(phone).toHaveURL(/\/trends/);
  await phone.getByRole("link", { name: "Open its cases" }).tap();
  await expect(phone).toHaveURL(/\/cases\?.*month=2010-07/);
});

async function taken(page: Page, item: string): Promise<{ name: string; content: Buffer }> {
  const menu = page.getByRole("button", { name: "Take out", exact: true });
  await whenAlive(menu);
  await menu.click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), content: fs.readFileSync(await download.path()) };
}

test("what is taken out says what was counted, how, and how sure it is", async ({ as }) => {
  const page = await as("analyst");
  const trends = new TrendsPage(page);
  await trends.open(`${then}&measure=grams&point=dandong`);

  const drawing = await taken(page, "Drawing (SVG)");
  const svg = drawing.content.toString();
  expect(drawing.name).toMatch(/^weir-trends-2004-12-2010-12-TLP-CLEAR\.svg$/);
  for (const said of [
    "Dandong: weight of what was seized, per month",
    "TLP:CLEAR",
    "Transit point: Dandong",
    "UNODC 2019",
    "As of ",
  ])
    expect(svg).toContain(said);
  expect(svg).toContain("Seizures reflect enforcement as well as flow.");

  const picture = await taken(page, "Picture (PNG, 2×)");
  expect(picture.content.readUInt32BE(16), "twice the drawing's width").toBe(2400);

  const figures = await taken(page, "Figures (CSV)");
  const csv = figures.content.toString();
  expect(csv).toContain("# Conversion set: UNODC 2019");
  const line = plain(csv.split("\r\n").find((row) => row.startsWith("2004-12")) ?? "");
  expect(line).toBe("2004-12,1239.75,,1,1239.75,1239.75,1377.5,0,1,not covered,0,0");
});

test("points stand beside each other, fold, and are compared", async ({ as }) => {
  const page = await as("analyst");
  const trends = new TrendsPage(page);
  await trends.open(then);
  const points = page.getByRole("region", { name: "By transit point" });
  await expect(points.getByRole("rowheader", { name: /^Tumen/ })).toBeVisible();
  await points.getByRole("link", { name: "Hide the points below Yanbian" }).click();
  await expect(page).toHaveURL(/fold=yanbian/);
  await expect(points.getByRole("rowheader", { name: /^Tumen/ })).toHaveCount(0);
  await points.getByRole("link", { name: "Compare Dandong" }).click();
  await expect(page).toHaveURL(/vs=dandong/);
  await points.getByRole("link", { name: "Compare Changbai" }).click();
  await expect(page).toHaveURL(/vs=dandong&vs=changbai/);
  await points.getByRole("link", { name: "Shares" }).click();
  await expect(points.getByRole("heading", { name: /share of all cases/ })).toBeVisible();
  await expect(points.getByRole("figure", { name: "2 points on one chart." })).toBeVisible();
});
