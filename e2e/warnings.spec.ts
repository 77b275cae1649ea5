import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { ReportForm } from "./pages/report-form";

for (const locale of ["en", "zh", "ko"] as const)
  test(`what looks odd is asked about, confirmed with a word, and shown to the reviewer: ${locale}`, async ({ as }) => {
    const page = await as("analyst", { locale: { en: "en-GB", zh: "zh-CN", ko: "ko-KR" }[locale] });
    const form = new ReportForm(page, locale);
    await form.open();
    await form.field("date").fill("2011-08-20");
    await form.line(1, "asReported").fill("麻古");
    await form.choose(form.line(1, "substance"), "MaGu", /MaGu|麻古|마구/);
    await form.line(1, "quantity").fill("13,775");
    await form.choose(form.line(1, "unit"), "kg", "kg");
    await form.choose(form.field("source"), "Narcotics Control Strategy", /Control Strategy/);
    await form.choose(form.field("credibility"), "3", /^3/);
    await expect(form.warnings.getByRole("listitem")).toHaveCount(2);
    await expect(form.warnings).toContainText("13,775");

    // Unconfirmed it stays where it is, and the first of them has the focus.
    await page.keyboard.press("Control+Enter");
    const words = form.warnings.getByRole("textbox", { name: form.t("warnings.reason") });
    await expect(words.first()).toBeFocused();
    await expect(form.warnings.getByText(form.t("warnings.error.unconfirmed"))).toHaveCount(2);
    await words.first().fill("press date");
    await words.nth(1).fill("weighed twice");
    await expect(form.warnings.getByText(form.t("warnings.error.unconfirmed"))).toHaveCount(0);

    // A word is kept with the draft, and does not outlive the figure that it was given for.
    await expect(form.saved).toBeVisible();
    await page.reload();
    await form.ready();
    await expect(words.nth(1)).toHaveValue("weighed twice");
    await form.line(1, "quantity").fill("23,775");
    await expect(words.nth(1)).toHaveValue("");
    await form.line(1, "quantity").fill("13,775");
    await expect(words.nth(1)).toHaveValue("weighed twice");
    await words.nth(1).press("Control+Enter");
    await page.waitForURL(/\/cases\/C-[^/?]+$/);
    const reference = new URL(page.url()).pathname.split("/")[2] ?? "";

    const reviewer = await as("reviewer", { locale: { en: "en-GB", zh: "zh-CN", ko: "ko-KR" }[locale] });
    const file = new CaseFilePage(reviewer, locale);
    await file.open(reference);
    await expect(file.reports).toContainText(form.t("warnings.confirmed", { count: 2 }));
    await expect(file.reports).toContainText("weighed twice");
    await expect(file.reports).toContainText("13,775");
  });

test("a descriptor of ethnicity is not for the register, and correcting it is enough", async ({ as }) => {
  const page = await as("analyst");
  const form = new ReportForm(page);
  await form.open();
  await form.field("note").fill("several Korean Chinese were arrested");
  await expect(form.warnings).toContainText("“Korean Chinese” names an ethnic group or community.");
  await form.warnings.getByRole("link", { name: "Note", exact: true }).click();
  await expect(form.field("note")).toBeFocused();
  await form.field("note").fill("several were arrested");
  await expect(form.warnings).toHaveCount(0);
});

test("without an answer of the server nothing is said here, and the server asks", async ({ as, guard }) => {
  guard.allow(/warnings/, /ERR_FAILED/);
  const page = await as("analyst");
  await page.route("**/api/warnings?**", (route) => route.abort());
  const form = new ReportForm(page);
  await form.open();
  await form.line(1, "asReported").fill("MaGu");
  await form.choose(form.line(1, "substance"), "MaGu", /^MaGu/);
  await form.line(1, "quantity").fill("13,775");
  await form.choose(form.line(1, "unit"), "kg", "kg");
  await form.choose(form.field("source"), "Narcotics Control Strategy", /Control Strategy/);
  await form.choose(form.field("credibility"), "3", /^3/);
  await form.submit.click();
  await expect(form.line(1, "quantity")).toHaveAttribute("aria-invalid", "true");
  await expect(form.form.getByText("Unconfirmed it cannot be submitted.", { exact: false }).first()).toBeVisible();
});
