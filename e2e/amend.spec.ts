import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { ReportForm } from "./pages/report-form";

const where: [string, RegExp] = ["Tumen", /^Tumen/];

/** Opens the form on the one report of a case, from its file. */
async function amend(page: Page, reference: string): Promise<ReportForm> {
  await new CaseFilePage(page).open(reference);
  await page.getByRole("link", { name: "Amend", exact: true }).click();
  const form = new ReportForm(page, "en", "amend");
  await form.ready();
  return form;
}

test("a returned report comes back, is amended and verified, and its history reads like a story", async ({ as }) => {
  const analyst = await as("analyst");
  const reference = await new ReportForm(analyst).log({
    date: "2011-03-04",
    where,
    place: `Bridge ${Date.now()}`,
    handling: "AMBER",
    name: "김가명",
  });

  const reviewer = await as("reviewer");
  await new CaseFilePage(reviewer).open(reference);
  await reviewer.getByRole("button", { name: "Return to the author" }).click();
  await reviewer.getByLabel("What has to be put right?").fill("Which month does the paper give?");
  await reviewer.getByRole("button", { name: "Return version 1" }).click();
  await expect(reviewer.getByText("Version 1 is returned to its author.")).toBeVisible();

  const form = await amend(analyst, reference);
  await expect(analyst.getByText("Which month does the paper give?")).toBeVisible();
  await expect(form.field("date")).toHaveValue("2011-03-04");
  await expect(form.line(1, "quantity")).toHaveValue("2");
  await expect(form.field("point")).toHaveValue("Tumen");
  await expect(form.form.getByText("김가명")).toBeVisible();
  await form.field("date").fill("2011-04-04");
  await form.submit.click();
  await expect(form.field("reason"), "a version says why").toBeFocused();
  await form.field("reason").fill("The paper says April.");
  await expect(form.saved).toBeVisible();
  await analyst.reload();
  await form.ready();
  await expect(form.field("date")).toHaveValue("2011-04-04");
  await expect(form.field("reason")).toHaveValue("The paper says April.");
  await form.confirm();
  await form.submit.dblclick();
  await analyst.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  await expect(analyst.getByText("Version 2 is submitted.")).toBeVisible();
  await expect(analyst.getByText("Which month does the paper give?").first()).toBeVisible();

  const file = new CaseFilePage(reviewer);
  await file.open(reference);
  await reviewer.getByRole("button", { name: "Verify version 2" }).click();
  await expect(file.status).toHaveText("Verified");
  await expect(file.facts).toContainText("2011-04-04");
  for (const words of [
    "logged the report (version 1)",
    "returned version 1",
    "Which month does the paper give?",
    "amended the report (version 2)",
    "The paper says April.",
    "verified version 2",
  ])
    await expect(file.history).toContainText(words);
  await file.history.getByText("Changed: Date").click();
  const change = file.history.getByRole("row", { name: /^Date/ });
  await expect(change).toContainText("2011-03-04");
  await expect(change).toContainText("2011-04-04");

  await test.step("back to the first version, by a third that waits", async () => {
    await file.history.getByRole("button", { name: "Go back to version 1" }).click();
    await reviewer.getByRole("button", { name: "Write it" }).click();
    await expect(reviewer.getByText("Say why. It stays in the history.")).toBeVisible();
    await reviewer.getByLabel("Why go back?").fill("March after all.");
    await reviewer.getByRole("button", { name: "Write it" }).click();
    await expect(reviewer.getByText("A new version now says what version 1 said.")).toBeVisible();
    await expect(file.facts, "the verified version counts").toContainText("2011-04-04");
    await expect(file.history).toContainText("March after all.");
  });
});

test("somebody else's version came first: what does not clash is merged, the rest is chosen", async ({ as, guard }) => {
  guard.allow(/409/);
  const analyst = await as("analyst");
  const reference = await new ReportForm(analyst).log({
    date: "2011-05",
    where,
    place: "The old bridge",
    handling: "AMBER",
  });
  const mine = await amend(analyst, reference);
  await mine.field("date").fill("2011-05-06");
  await mine.field("place").fill("The old bridge, north side");
  await mine.field("reason").fill("The day stands in the paper.");

  const reviewer = await as("reviewer");
  const theirs = await amend(reviewer, reference);
  await theirs.field("date").fill("2011-05-09");
  await theirs.field("note").fill("Two boats were used.");
  await theirs.field("reason").fill("From the police report.");
  await theirs.confirm();
  await theirs.submit.click();
  await reviewer.waitForURL(/\/reports\/[0-9a-f-]{36}/);

  await mine.confirm();
  await mine.submit.click();
  const panel = analyst.getByRole("status").filter({ hasText: "wrote version 2" });
  await expect(panel).toContainText("Reason: From the police report.");
  await expect(panel).toContainText("What meets nothing of yours is taken over: Note.");
  await expect(panel).toContainText("2011-05-06");
  await expect(panel).toContainText("2011-05-09");
  await panel.getByRole("button", { name: "Go on with this" }).click();
  await expect(panel).toContainText("One choice is missing.");
  await panel.getByRole("radio", { name: /^Yours/ }).check();
  await panel.getByRole("button", { name: "Go on with this" }).click();
  await expect(panel).toHaveCount(0);
  await expect(mine.field("date")).toHaveValue("2011-05-06");
  await expect(mine.field("place")).toHaveValue("The old bridge, north side");
  await expect(mine.field("note")).toHaveValue("Two boats were used.");
  await mine.submit.click();
  await analyst.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const file = new CaseFilePage(analyst);
  await file.open(reference);
  await expect(file.facts).toContainText("2011-05-06");
  await expect(file.history).toContainText("amended the report (version 3)");
  await expect(analyst.getByText("Two boats were used.").first()).toBeVisible();
});

for (const [locale, words] of [
  ["zh", { browser: "zh-CN", amend: "修改", title: "修改报告" }],
  ["ko", { browser: "ko-KR", amend: "수정", title: "보고서 수정" }],
] as const)
  test(`the way to amend a documented report, in ${locale}`, async ({ as }) => {
    const page = await as("analyst", { locale: words.browser });
    await page.goto("/cases/D4");
    await page.getByRole("link", { name: words.amend, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.title);
    const form = new ReportForm(page, locale, "amend");
    await form.ready();
    await form.submit.click();
    await expect(form.field("reason"), "nothing else is wrong").toBeFocused();
  });

test("nobody is led to amend another agency's report", async ({ as, guard }) => {
  guard.allow(/40[34]/);
  const analyst = await as("analyst");
  await analyst.goto("/cases/D4");
  const amends = await analyst.getByRole("link", { name: "Amend", exact: true }).getAttribute("href");
  const outsider = await as("outsider");
  await outsider.goto("/cases/D4");
  await expect(outsider.getByRole("link", { name: "Open the report" })).toBeVisible();
  await expect(outsider.getByRole("link", { name: "Amend", exact: true })).toHaveCount(0);
  await outsider.goto(amends ?? "");
  await expect(outsider.getByText("Not for your role")).toBeVisible();
});
