import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** Uploads a text as a file and waits for its first step. */
async function upload(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/import");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name}.csv` })).toBeVisible();
}

async function discard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Throw away" }).click();
  await expect(page.getByRole("button", { name: "Keep" }), "what does no harm has the focus").toBeFocused();
  await page.getByRole("button", { name: "Throw away" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
}

const step = (page: Page, name: RegExp) => page.getByRole("region", { name });

test("a file with two readings says which rows show it, and both are settled at once", async ({ as }) => {
  test.slow();
  const page = await as("analyst");
  const rows = [1, 2, 3, 4].map((n) => `0${n}/0${n + 1}/1987;Dandong;Heroin;${n}.500;g`);
  await upload(page, `Two readings ${Date.now()}`, `Date;Crossing;Drug;Amount;Unit\n${rows.join("\n")}\n`);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(step(page, /^Step 2 of 4/), "the next step has the focus").toBeFocused();

  await expect(page.getByLabel("Country", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Substance", { exact: false }), "a column says it").toBeHidden();
  await page.getByLabel("What Drug says").selectOption("");
  await expect(page.getByLabel("Substance", { exact: false })).toBeVisible();
  await page.getByLabel("What Drug says").selectOption("substance");

  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("Every word is known")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("4 numbers, such as 1.500, have two readings")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("4 dates, such as 01/02/1987, have two readings")).toBeVisible();
  await expect(page.getByText("Row 2, Amount: 1.500")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByLabel("Decimal mark").selectOption(".");
  await page.getByLabel("Dates").selectOption("DD/MM/YYYY");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("dates as DD/MM/YYYY"), "how it was read is told").toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("decimal point", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Import 4 rows" })).toBeEnabled();
  await discard(page);
});

test("where every row is refused, each reason is told with what to do about it", async ({ as }) => {
  test.slow();
  const page = await as("reviewer");
  const text = "Date,Crossing,Drug,Amount,Unit\n1987-01-02,丹冬口,Heroin,1,kg\n1987-02-30,Dandong,Heroin,1,kg\n";
  await upload(page, `All refused ${Date.now()}`, text);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(step(page, /^Step 2 of 4/)).toBeFocused();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("What “丹冬口” means")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("All 2 rows are refused")).toBeVisible({ timeout: 20_000 });
  const reasons = page.getByRole("table", { name: "Why" });
  await expect(reasons.getByRole("row", { name: /there is no such day/ })).toContainText("Mend it in the file");
  await reasons.getByRole("link", { name: /no such transit point/ }).click();
  await expect(page.getByRole("table", { name: "Rows to look at" }).getByRole("row")).toHaveCount(2);
  await reasons.getByRole("link", { name: "Settle the words" }).click();
  await page.getByLabel("Make the points that stay open", { exact: false }).check();
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("row", { name: "丹冬口 (new) 1987-01 0 → 1" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Transit point: 丹冬口")).toBeVisible();
  await discard(page);
});

test("a file that is no table says so in the reader's language, with nothing to choose in vain", async ({ as }) => {
  const page = await as("analyst");
  await upload(page, `Web page ${Date.now()}`, "<!DOCTYPE html><html><body>Sign in</body></html>");
  await page.context().addCookies([{ name: "weir-locale", value: "ko", url: page.url() }]);
  await page.reload();
  await expect(page.getByText("표가 아니라 웹 페이지입니다")).toBeVisible();
  await expect(page.locator("main select")).toHaveCount(0);
  await page.getByRole("link", { name: "다른 파일 올리기" }).click();
  await expect(page).toHaveURL(/\/import$/);
});
