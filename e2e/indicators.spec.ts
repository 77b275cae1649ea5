import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { weir } from "./environment";
import { expect, test } from "./fixtures";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(wcag).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}

/** Nothing lies half below the bar at the top. */
const toTop = (page: Page) => page.evaluate(() => window.scrollTo(0, 0));

test("a reviewer adds an indicator with values and a marker, and corrects a value", async ({ as }) => {
  const page = await as("reviewer");
  await page.goto("/indicators");
  await expect(page.getByRole("row", { name: /^Registered drug users Yanji 2,090/ })).toBeVisible();
  await expect(page.getByText("1996", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Add an indicator" }).click();
  await page.getByLabel("English name").fill("Kilograms seized, as published");
  await page.getByLabel("Permanent name").fill("seized-published");
  await page.getByLabel("Unit").fill("kg");
  await page.getByRole("button", { name: "Add an indicator" }).click();
  await expect(page).toHaveURL(/\/indicators\/seized-published$/);

  const values = page.getByRole("region", { name: /^Values/ });
  async function add(period: string, value: string, place?: string) {
    await values.getByRole("button", { name: "Add a value" }).click();
    const form = page.getByRole("form", { name: "Add a value" });
    await form.getByLabel("Period").fill(period);
    await form.getByLabel("Value", { exact: true }).fill(value);
    if (place) {
      await form.getByLabel("Code of the place").fill("CN-LN");
      await form.getByLabel("Place in English").fill(place);
    }
    await form.getByRole("button", { name: "Add a value" }).click();
    return form;
  }
  const form = await add("next year", "12,5", "Liaoning");
  await expect(form.getByText("A plain number, with a point before decimals: 1234.5.")).toBeVisible();
  await expect(form.getByText(/^This is not a date that can be read\./)).toBeVisible();
  await form.getByLabel("Period").fill("2013-07");
  await form.getByLabel("Value", { exact: true }).fill("12.5");
  await form.getByRole("button", { name: "Add a value" }).click();
  await expect(form).toHaveCount(0);
  await expect(values.getByRole("listitem")).toHaveCount(1);
  // The place of the value before stands there already.
  await add("2013-08", "9");
  await expect(values.getByRole("listitem")).toHaveCount(2);

  await page.getByRole("button", { name: "Change Liaoning 2013-07" }).click();
  const change = page.getByRole("form", { name: "Change the value" });
  await change.getByLabel("Value", { exact: true }).fill("13");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(change).toHaveCount(0);
  await values.getByText("1 earlier figure").click();
  await expect(values.getByRole("deletion")).toHaveText("12.5");

  const rows: unknown = JSON.parse(await weir(["indicators", "--place", "cn-ln", "--json"]));
  const row = (period: string, value: string) => ({
    ...{ indicator: "seized-published", place: "CN-LN", period, value, low: value, high: value },
  });
  expect(rows).toEqual([row("2013-07", "13"), row("2013-08", "9")]);

  await page.goto("/indicators");
  await page.getByRole("button", { name: "Add a marker" }).click();
  const marker = page.getByRole("form", { name: "Add a marker" });
  await marker.getByLabel("Date").fill("2013-08");
  await marker.getByLabel("Text in English").fill("The bridge is closed");
  await marker.getByLabel("Tumen").check();
  await marker.getByRole("button", { name: "Add a marker" }).click();
  const markers = page.getByRole("region", { name: /^Markers/ });
  const own = markers.getByRole("listitem").filter({ hasText: "The bridge is closed" });
  await expect(own).toContainText("Tumen");
  // Other tests count on the markers that ship.
  await own.getByRole("button", { name: "Remove The bridge is closed" }).click();
  await own.getByRole("button", { name: "Remove it" }).click();
  await expect(own).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`nothing stands in anybody's way of the indicators, ${colorScheme}`, async ({ as }) => {
    const page = await as("reviewer", { colorScheme });
    await page.goto("/indicators", { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Add an assessment" }).click();
    await toTop(page);
    expect(await violations(page)).toEqual([]);
    await page.goto("/indicators/registered-users", { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Change Yanji 2010" }).click();
    await toTop(page);
    expect(await violations(page)).toEqual([]);
  });
