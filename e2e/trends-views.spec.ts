import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { plain, whenAlive } from "./pages/page-part";
import { TrendsPage } from "./pages/trends";

/** The documented cases are the register's oldest; what other tests log is younger. */
const then = "to=2010-12&months=all";

/** Every way that the trends can be shown in, and what is shown where there is little or nothing. */
const views = {
  "months beside the year before": `${then}&compare=year`,
  "weights by quarter, stacked by status": `${then}&measure=grams&by=quarter&stack=status`,
  "a unit by year, stacked by point": `${then}&measure=units&in=tablet&by=year&stack=point`,
  "the table of weights": `${then}&measure=grams&show=table`,
  "the table of cases by quarter": `${then}&by=quarter&show=table&compare=year`,
  "points compared as counts": `${then}&by=year&vs=dandong&vs=changbai&vs=yanbian`,
  "points compared as shares, by count": `${then}&by=year&vs=dandong&vs=changbai&lines=shares&order=count`,
  "points compared by index, each on its own scale": `${then}&by=year&vs=dandong&lines=index&order=change&scale=own`,
  "one point whose points are folded": `${then}&point=yanbian&fold=yanbian`,
  "months that are cut": "from=2010-07-02&to=2010-07-30",
  "one case": "point=changbai&to=2010-12",
  "a point of which nothing is known": "point=sinuiju&to=2010-12",
  "a filter that nothing matches": `${then}&q=nothingmatchesthis`,
  "cases whose month is not known": "month=unknown&to=2010-12",
  "forty years of months": "from=1971-01&to=2010-12&months=all",
} as const;

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}

for (const [colorScheme, width] of [
  ["light", 1440],
  ["dark", 390],
] as const)
  test(`nothing stands in anybody's way in any view: ${colorScheme}, ${width} px`, async ({ as }) => {
    test.slow();
    const page = await as("analyst", { colorScheme, viewport: { width, height: 900 } });
    const found: Record<string, string[]> = {};
    for (const [name, query] of Object.entries(views)) {
      await page.goto(`/trends?${query}`, { waitUntil: "networkidle" });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      found[name] = await faults(page);
      // Nothing is as wide as to move the page sideways.
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
        found[name].push("the page scrolls sideways");
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(views).map((name) => [name, []])));
  });

/** What the tab key comes to, from the top of the page: the chart's periods by their name, all else by its role's. */
async function stops(page: Page): Promise<string[]> {
  await page.locator("body").press("Home");
  const names: string[] = [];
  for (let press = 0; press < 160; press += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      return at.getAttribute("data-month") ?? at.textContent?.trim() ?? "";
    });
    if (name === null) break;
    names.push(plain(name));
  }
  return names;
}

test("the keyboard comes to every part of a view, and to each chart once", async ({ as }) => {
  const page = await as("analyst");
  const trends = new TrendsPage(page);
  await trends.open(`${then}&by=year&vs=dandong&vs=changbai`);
  await whenAlive(trends.bar("2010"));
  const reached = await stops(page);
  expect(reached.filter((name) => /^(2004|2005|2006|2007|2008|2009|2010)$/.test(name))).toEqual(["2010"]);
  for (const part of ["Options", "Chart", "Table", "Take out", "By count", "Own scale", "Shares", "End the comparison"])
    expect(reached, part).toContain(part);
  // A small chart beside each point that is drawn, and one in its row of the table.
  expect(reached.filter((name) => /^Dandong\. /.test(name))).toHaveLength(2);
});

test("a view is chosen, a line followed and a figure opened by the keyboard alone", async ({ as }) => {
  const page = await as("analyst");
  const [trends, cases] = [new TrendsPage(page), new CasesPage(page)];
  await trends.open(`${then}&by=year&vs=dandong&vs=changbai`);

  const options = page.getByRole("button", { name: "Options", exact: true });
  await whenAlive(options);
  await options.focus();
  await page.keyboard.press("Enter");
  const status = page.getByRole("link", { name: "Status", exact: true });
  await expect(status).toBeVisible();
  for (let press = 0; press < 12 && !(await status.evaluate((it) => it === document.activeElement)); press += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/stack=status/);
  await page.keyboard.press("Escape");
  await expect(status).toBeHidden();
  await expect(options).toBeFocused();

  // The lines say their figures year by year.
  const lines = page.getByRole("figure", { name: /^2 points on one chart/ });
  await lines.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await expect(lines.getByRole("slider")).toHaveAttribute("aria-valuetext", "2005: Dandong 1; Changbai –");
  await expect(lines.locator("strong")).toHaveText("2005");

  await page.getByRole("link", { name: "Table", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/show=table/);
  const figure = trends.figure("2005");
  await figure.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\?.*from=2005-01&to=2005-12/);
  expect(await cases.total()).toBe(1);
});

test("a press on a part of a bar opens that part, a press beside it the whole bar", async ({ as }) => {
  const page = await as("analyst");
  const [trends, cases] = [new TrendsPage(page), new CasesPage(page)];
  const pressAt = async (up: number) => {
    await trends.open(`${then}&by=year&stack=point`);
    await whenAlive(trends.bar("2004"));
    await expect(page.locator("[data-fill]").first()).toBeVisible();
    const box = await trends.bar("2004").boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) - up];
    await page.mouse.move(x, y - 3);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await expect(page).toHaveURL(/\/cases\?.*from=2004-01&to=2004-12/);
    expect(await cases.total()).toBe(1);
    return new URL(page.url()).searchParams.get("point");
  };
  expect(await pressAt(10)).toBe("dandong");
  expect(await pressAt(260)).toBeNull();
});
