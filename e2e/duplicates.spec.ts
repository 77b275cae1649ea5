import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { ReportForm } from "./pages/report-form";

/** A day that no other test's case lies near, for each run of each browser. */
const dayOf = (n: number) => new Date(Date.UTC(2018, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
const anyDay = () => dayOf(Math.floor((Date.now() / 1000) % 2_900));

async function type(form: ReportForm, date: string, quantity: string): Promise<void> {
  await form.open();
  await form.field("date").fill(date);
  await form.choose(form.field("point"), "dan", /^Dandong/);
  await form.line(1, "asReported").fill("ice");
  await form.choose(form.line(1, "substance"), "ice", /^Methamphetamine/);
  await form.line(1, "quantity").fill(quantity);
  await form.choose(form.line(1, "unit"), "kg", "kg");
}

test("what one types looks like a case: attach the report to it, and no count changes", async ({ as }) => {
  const page = await as("analyst");
  const form = new ReportForm(page);
  const date = anyDay();
  const reference = await form.log({ date, where: ["dan", /^Dandong/], place: "the old bridge", handling: "CLEAR" });

  await type(form, date, "2.05");
  await expect(form.duplicates).toContainText(`Looks like ${reference}`);
  const row = (name: string) => form.duplicates.getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(row("Date")).toContainText("the same");
  await expect(row("Transit point")).toContainText("Dandong");
  await expect(row("Substance")).toContainText("same family");
  await expect(row("Quantity")).toContainText("nearly the same");

  // The choice is kept in the draft, and there is a way back from it.
  await form.duplicates.getByRole("button", { name: "Attach my report to this case" }).click();
  await expect(form.attached).toContainText(reference);
  await expect(form.duplicates).toBeHidden();
  await expect(form.saved).toBeVisible();
  await page.reload();
  await form.ready();
  await expect(form.attached).toContainText(reference);
  await page.getByRole("button", { name: "Log it as an event of its own" }).click();
  await expect(form.attached).toBeHidden();
  await form.duplicates.getByRole("button", { name: "Attach my report to this case" }).click();

  await form.choose(form.field("source"), "Narcotics Control Strategy", /Control Strategy/);
  await form.choose(form.field("credibility"), "3", /^3/);
  await form.confirm();
  await form.submit.click();
  await page.waitForURL(new RegExp(`/cases/${reference}`));
  await expect(page.getByText(`Your report is logged on ${reference} as a further source.`)).toBeVisible();
  await expect(page.getByText("the count of its month does not change", { exact: false })).toBeVisible();
  await expect(new CaseFilePage(page).reports).toContainText("2");
});

test("a case that is another event stays away, also after a reload, until it is asked for again", async ({ as }) => {
  const page = await as("analyst");
  const form = new ReportForm(page);
  const date = anyDay();
  const reference = await form.log({ date, where: ["dan", /^Dandong/], place: "the new bridge", handling: "AMBER" });

  await type(form, date, "700");
  await expect(form.duplicates).toContainText(reference);
  await form.duplicates
    .locator("details", { hasText: reference })
    .getByRole("button", { name: "Another event" })
    .click();
  await expect(form.duplicates).not.toContainText(`Looks like ${reference}`);
  await expect(form.saved).toBeVisible();
  await page.reload();
  await form.ready();
  await form.field("place").fill("typed after the reload");
  await expect(form.saved).toBeVisible();
  await expect(form.duplicates).toContainText("set aside as another event");
  await expect(form.duplicates).not.toContainText(`Looks like ${reference}`);
  await form.duplicates.getByRole("button", { name: "Show again" }).click();
  await expect(form.duplicates).toContainText(`Looks like ${reference}`);
});
