import { expect, test } from "./fixtures";
import { ReportForm } from "./pages/report-form";

const pasted = "heroin\t1.2\tkg\n麻古\t300\t粒\nwhite stuff\t2,5\tkg\nice, two bags";

for (const locale of ["en", "zh", "ko"] as const)
  test(`lines pasted from a spreadsheet are read, to be looked over: ${locale}`, async ({ as }) => {
    const page = await as("analyst", { locale: { en: "en-GB", zh: "zh-CN", ko: "ko-KR" }[locale] });
    const form = new ReportForm(page, locale);
    await form.open();
    await form.line(1, "asReported").focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, pasted);
    await expect(form.line(1, "asReported")).toHaveValue("heroin");
    await expect(form.line(1, "quantity")).toHaveValue("1.2");
    await expect(form.line(1, "unit")).toHaveValue("kg");
    await expect(form.line(2, "quantity")).toHaveValue("300");
    await expect(form.line(2, "form")).toHaveValue("tablet");
    // A decimal comma has two meanings: it stays as written, and the field says so.
    await expect(form.line(3, "quantity")).toHaveValue("2,5");
    await expect(form.line(3, "substance")).toHaveValue("");
    await expect(form.line(4, "quantity")).toHaveValue("");
    await expect(form.form.getByText(form.t("reports.read.done", { from: "white stuff 2,5 kg" }))).toBeVisible();
    await expect(form.form.getByText(form.t("reports.read.substance"))).toHaveCount(1);
    await expect(form.form.getByText(form.t("reports.read.quantity"))).toHaveCount(1);
    await form.form
      .getByRole("button", { name: form.t("reports.read.undo") })
      .first()
      .click();
    await expect(form.line(1, "asReported")).toHaveValue("heroin 1.2 kg");
    await expect(form.line(1, "quantity")).toHaveValue("");
    await expect(form.saved).toBeVisible();
    await page.getByRole("button", { name: form.t("reports.save.discard") }).click();
    await page.getByRole("button", { name: form.t("reports.save.discardYes") }).click();
    await expect(page).toHaveURL(/\/cases$/);
  });

test("what is as in one's last report is said, and gone by a press", async ({ as }) => {
  const page = await as("analyst");
  const form = new ReportForm(page);
  await form.log({
    date: "2011-04-02",
    where: ["tumen", /^Tumen/],
    place: "Bridge",
    handling: "CLEAR",
  });
  await form.open();
  await expect(form.field("source")).toHaveValue(/Control Strategy/);
  await expect(form.form.getByText("As in your last report:", { exact: false })).toContainText("handling CLEAR");
  for (const field of ["date", "point", "place"] as const) await expect(form.field(field)).toHaveValue("");
  await expect(form.field("credibility")).toHaveValue("");
  await form.form.getByRole("button", { name: "Start without these" }).click();
  await expect(form.field("source")).toHaveValue("");
  await expect(form.field("handling")).toHaveValue("AMBER");
  await expect(form.form.getByText("As in your last report:", { exact: false })).toHaveCount(0);
});
