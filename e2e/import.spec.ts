import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`))).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("a spreadsheet comes in, mistakes and all, and goes out again", async ({ as }) => {
  test.slow();
  const page = await as("analyst");
  const name = `Ledger ${Date.now()}`;
  // A day that there is not, a misspelt point, and two rows that are right, of a month that nothing else is in.
  const rows = [
    "日期,Crossing,Drug,Amount,Unit",
    "2017-03-02,Dandong,Heroin,1.5,kg",
    "2017-03-05,Dandnog,Heroin,2,kg",
    "2017-02-30,Dandong,Heroin,3,kg",
    "2017-03-09,Dandong,Heroin,0,kg",
  ];
  await page.goto("/");
  await page.getByRole("button", { name: "Lists" }).click();
  await page.getByRole("link", { name: "Import" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("Choose a file first.")).toBeVisible();
  await accessible(page);
  await page
    .getByLabel("Spreadsheet")
    .setInputFiles({ name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(`${rows.join("\n")}\n`) });
  await page.getByRole("button", { name: "Upload" }).click();

  await expect(page.getByRole("heading", { level: 1, name: `${name}.csv` })).toBeVisible();
  await expect(page.getByRole("row", { name: /^1 日期 Crossing/ }), "the header is found").toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Next" }).click();

  await expect(page.getByLabel("What 日期 says")).toHaveValue("date");
  await expect(page.getByLabel("What Crossing says")).toHaveValue("transitPoint");
  await page.getByLabel("Source", { exact: false }).first().fill(name);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Source", { exact: false }).first(), "what was typed is there again").toHaveValue(name);
  await accessible(page);
  await page.getByRole("button", { name: "Next" }).click();

  const word = page.getByLabel("What “Dandnog” means");
  await expect(word, "nothing is chosen by itself").toHaveValue("", { timeout: 20_000 });
  await expect(page.getByText("is written nearly the same")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Check" }).click();

  const refused = page.getByRole("row", { name: /Dandnog/ });
  await expect(refused, "what stays open is refused").toBeVisible({ timeout: 20_000 });
  await page.goto("/import");
  await page.getByRole("link", { name: `${name}.csv` }).click();
  await expect(refused, "it goes on where it was").toBeVisible();
  await page.getByRole("link", { name: "Words", exact: true }).click();
  await word.selectOption({ label: "Dandong" });
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("0 → 3"), "the effect on the month").toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("row", { name: /2017-02-30/ })).toBeVisible();
  await accessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Refused rows, CSV" }).click();
  expect((await download).suggestedFilename()).toBe("refused.csv");
  await page.getByRole("button", { name: "Import 3 rows" }).click();

  await expect(page.getByText("The rows are in the register")).toBeVisible({ timeout: 30_000 });
  await accessible(page);
  const address = page.url();
  await page.getByRole("link", { name: "See the cases" }).click();
  await expect(page.getByRole("row", { name: /2017-03-05/ })).toBeVisible();
  await page.goto("/trends?point=dandong&from=2017-01&to=2017-12&show=table");
  await expect(page.getByRole("row", { name: /2017-03/ }).first()).toContainText("3");

  await page.goto(address);
  await page.getByRole("button", { name: "Take the import back" }).click();
  await page.getByRole("button", { name: "Take the import back" }).click();
  await expect(page.getByText("The import was taken back")).toBeVisible({ timeout: 30_000 });
  await page.goto("/cases?point=dandong&from=2017-03&to=2017-03");
  await expect(page.getByRole("row", { name: /2017-03-05/ })).toHaveCount(0);
  await page.goto("/import");
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("taken back");
});

test("who only reads imports nothing", async ({ as, guard }) => {
  guard.allow(/403/);
  const page = await as("viewer");
  await page.goto("/");
  await page.getByRole("button", { name: "Lists" }).click();
  await expect(page.getByRole("link", { name: "Import" })).toHaveCount(0);
  await page.goto("/import");
  await expect(page.getByText("Not for your role")).toBeVisible();
});
