import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { ReportForm } from "./pages/report-form";

const tumen: [string, RegExp] = ["Tumen", /^Tumen/];
const changbai: [string, RegExp] = ["Changbai", /^Changbai/];
const first = { date: "2014-09", where: tumen, place: "The bridge", handling: "AMBER" } as const;

test("a second source disagrees: side by side, its effect shown, then used with a reason", async ({ as }) => {
  const page = await as("analyst");
  const form = new ReportForm(page);
  const file = new CaseFilePage(page);
  const reference = await form.log({ ...first });
  await page.getByRole("link", { name: "Add a source to this case" }).click();
  await form.ready();
  await expect(page.getByText(`This report goes on ${reference} as a second source.`)).toBeVisible();
  const again = await form.log({ ...first, date: "2014-10-02", where: changbai, place: "The ferry", on: reference });
  expect(again, "no second case").toBe(reference);
  await expect(page.getByText(`Your report is logged on ${reference} as a further source.`)).toBeVisible();
  await expect(file.facts).toContainText("2014-09");

  const date = file.reports.getByRole("row", { name: /^Date/ }).first();
  await expect(date).toContainText("2014-09");
  await expect(date).toContainText("2014-10-02");
  await expect(file.reports.getByText(/All reports agree on:.*Seizure lines/)).toBeVisible();

  await page.getByRole("button", { name: "Use this report’s values" }).click();
  const effect = page.getByRole("region", { name: "What this does" });
  await expect(effect).toContainText(/September 2014, Tumen: \d+ → \d+ case/);
  await expect(effect).toContainText(/October 2014, Changbai: \d+ → \d+ case/);
  await expect(effect.getByRole("row", { name: /^Date/ })).toContainText("2014-10-02");
  await expect(file.facts, "nothing is done yet").toContainText("2014-09");
  await page.getByRole("button", { name: "Use its values" }).click();
  await expect(page.getByText("Say why. It stays in the history.")).toBeVisible();
  await page.getByLabel("Why this report?").fill("It names the day.");
  await page.getByRole("button", { name: "Use its values" }).click();
  await expect(page.getByText("The case now shows this report’s values.")).toBeVisible();
  await expect(file.facts).toContainText("2014-10-02");
  await expect(file.facts).toContainText("Changbai");
  await expect(file.history).toContainText("made this report the principal one");
  await expect(file.history).toContainText("It names the day.");
});

test("a colleague of another agency adds a source, and the figures stay the owner's", async ({ as }) => {
  const reference = await new ReportForm(await as("analyst")).log({ ...first, handling: "CLEAR" });
  const outsider = await as("outsider");
  const file = new CaseFilePage(outsider);
  await file.open(reference);
  await expect(outsider.getByRole("link", { name: "Add a source to this case" })).toBeVisible();
  const again = await new ReportForm(outsider).log({ ...first, date: "2014-11", handling: "CLEAR", on: reference });
  expect(again).toBe(reference);
  await expect(file.facts).toContainText("2014-09");
  await expect(outsider.getByRole("button", { name: "Use this report’s values" })).toHaveCount(0);
  await expect(outsider.getByRole("button", { name: "Move to another case" })).toHaveCount(0);
});

test("a reviewer moves a report to another case and takes it back; the reference leads to where it is", async ({
  as,
}) => {
  const form = new ReportForm(await as("analyst"));
  const lone = await form.log({ ...first, place: "A farm" });
  const target = await form.log({ ...first, place: "The farm by the river" });
  const page = await as("reviewer");
  const file = new CaseFilePage(page);
  await file.open(lone);
  await page.getByRole("button", { name: "Move to another case" }).click();
  await page.getByLabel("Reference of the other case").fill("C-0000-0000");
  await page.getByRole("button", { name: "Show what this does" }).click();
  await expect(page.getByText("There is no such case, or it is not one that you may see.")).toBeVisible();
  await page.getByLabel("Reference of the other case").fill(target);
  await page.getByRole("button", { name: "Show what this does" }).click();
  const effect = page.getByRole("region", { name: "What this does" });
  await expect(effect).toContainText(`${lone} is left without a report`);
  await expect(effect).toContainText(/September 2014, Tumen: \d+ → \d+ case/);
  await page.getByLabel("Why is it another case’s?").fill("The same farm, the same night.");
  await page.getByRole("button", { name: "Move the report" }).click();
  await page.waitForURL(new RegExp(`/cases/${target}$`));
  await expect(file.history).toContainText("The same farm, the same night.");
  await page.goto(`/cases/${lone}`);
  await page.waitForURL(new RegExp(`/cases/${target}$`));

  await page.getByRole("button", { name: "Take the move back" }).click();
  await page.getByLabel("Why take it back?").fill("Two farms after all.");
  await page.getByRole("button", { name: "Move it back" }).click();
  await expect(file.history).toContainText("Two farms after all.");
  await page.goto(`/cases/${lone}`);
  await expect(page).toHaveURL(new RegExp(`/cases/${lone}$`));
  await expect(file.facts).toContainText("2014-09");
});

for (const [locale, words] of [
  ["zh", { browser: "zh-CN", attach: "为本案添加来源" }],
  ["ko", { browser: "ko-KR", attach: "이 사건에 출처 추가" }],
] as const)
  test(`the way to a further source, in ${locale}`, async ({ as }) => {
    const page = await as("analyst", { locale: words.browser });
    await page.goto("/cases/D4");
    await page.getByRole("link", { name: words.attach, exact: true }).click();
    await new ReportForm(page, locale).ready();
    await expect(page.getByText(/D4/).first()).toBeVisible();
  });
