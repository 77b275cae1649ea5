import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { whenAlive } from "./pages/page-part";
import { TrendsPage } from "./pages/trends";

/** The documented cases are the register's oldest; what other tests log is younger. */
const then = "to=2010-12&months=all";

test("a bar of a small chart opens exactly its cases: by the pointer, by the keyboard, by a finger", async ({ as }) => {
  const page = await as("analyst");
  const [trends, cases] = [new TrendsPage(page), new CasesPage(page)];
  await trends.open(`${then}&by=year`);
  const bars = page
    .getByRole("region", { name: "By transit point" })
    .getByRole("link", { name: /^Dandong\. .* 2005: 1$/ });
  await whenAlive(bars.first());
  await bars.first().focus();
  await expect(page.getByText("2005: 1", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\?point=dandong&from=2005-01&to=2005-12/);
  expect(await cases.total()).toBe(1);

  // Years without coverage are said and lead nowhere; the first year is the pointer's too.
  await trends.open(`${then}&by=year`);
  const chart = page
    .getByRole("region", { name: "By transit point" })
    .getByRole("link", { name: /^Dandong\. / })
    .first();
  await whenAlive(chart);
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(/^2006: (not covered|0)$/)).toBeVisible();
  const box = await chart.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 4, (box?.y ?? 0) + 20);
  await expect(page).toHaveURL(/\/cases\?point=dandong&from=2004-01&to=2004-12/);

  const phone = await as("analyst", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await new TrendsPage(phone).open(`${then}&by=year`);
  const small = phone
    .getByRole("region", { name: "By transit point" })
    .getByRole("link", { name: /^Dandong\. / })
    .first();
  await whenAlive(small);
  await small.tap({ position: { x: 4, y: 20 } });
  await expect(phone.getByText("2004: 1", { exact: true })).toBeVisible();
  await expect(phone).toHaveURL(/\/trends/);
  await small.tap({ position: { x: 4, y: 20 } });
  await expect(phone).toHaveURL(/\/cases\?point=dandong/);
});

test("on a phone the tools stand in one row, and the palette opens by touch", async ({ as }) => {
  const page = await as("analyst", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await new TrendsPage(page).open(then);
  const options = page.getByRole("button", { name: "Options", exact: true });
  await whenAlive(options);
  const tops = await Promise.all(
    [
      options,
      page.getByRole("navigation", { name: "Show as" }),
      page.getByRole("button", { name: "Take out", exact: true }),
    ].map(async (tool) => Math.round(((await tool.boundingBox())?.y ?? 0) / 8)),
  );
  expect(new Set(tops).size, "one row").toBe(1);
  await options.tap();
  const menu = page.getByRole("region", { name: "Options" });
  for (const choice of ["Weight", "Quarters", "24 months", "Status", "Same period of the year before"])
    await expect(menu.getByRole("link", { name: choice, exact: true })).toBeVisible();
  await menu.getByRole("link", { name: "Quarters", exact: true }).tap();
  await expect(page).toHaveURL(/by=quarter/);

  await page.getByRole("banner").getByRole("button", { name: "Go to or do" }).tap();
  const palette = page.getByRole("dialog", { name: "Go to or do" });
  await palette.getByRole("combobox").fill("review");
  await expect(palette.getByRole("option").first()).toBeVisible();
});

test("a trend is saved as a view, opened from both pages, changed and brought back", async ({ signedIn }) => {
  const page = await signedIn("reviewer", `/trends?point=dandong&${then}&by=year&stack=status`);
  const name = `Dandong by year ${Date.now()}`;
  const menu = page.getByRole("button", { name: "Saved views" });
  await whenAlive(menu);
  await menu.click();
  await page.getByRole("button", { name: "Save as a new view…" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(
    /\/trends\?point=dandong&to=2010-12&by=year&stack=status&months=all&show=chart&view=\d+$/,
  );

  // From the list it leads to the trends, and from its name alone.
  await page.goto("/cases");
  await page
    .getByRole("complementary", { name: "Filters" })
    .getByRole("link", { name: new RegExp(name) })
    .click();
  await expect(page).toHaveURL(/\/trends\?point=dandong.*view=\d+$/);
  const id = /view=(\d+)/.exec(page.url())?.[1];
  await page.goto(`/trends?view=${id}`);
  await expect(page).toHaveURL(/stack=status/);
  await expect(page.getByRole("button", { name: new RegExp(name) })).not.toContainText("edited");

  await page
    .getByRole("navigation", { name: "Length of a bar’s period" })
    .getByRole("link", { name: "Quarters" })
    .click();
  await expect(page.getByRole("button", { name: new RegExp(name) })).toContainText("edited");
  await expect(page).toHaveURL(/by=quarter.*view=\d+/);
});
