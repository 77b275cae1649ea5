import { accountOf } from "./accounts";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { ReportForm } from "./pages/report-form";
import { Shell } from "./pages/shell";
import { SignInPage } from "./pages/sign-in";

test("a draft survives a reload, and signing out and in again", async ({ signedIn, guard }) => {
  // The last save of a page that is left may arrive after its successor was loaded: the successor settles that by itself.
  guard.allow(/409.*\/api\/drafts\//);
  // What the form asks while its session ends is refused, and the form that asked is left by then.
  guard.allow(/401.*\/api\/(warnings|duplicates|choices|drafts)/);
  const page = await signedIn("analyst", "/reports/new");
  const form = new ReportForm(page);
  await form.ready();
  const place = `Checkpoint ${Date.now()}`;
  await form.field("date").fill("~2012-09");
  await form.choose(form.field("point"), "dan", /^Dandong/);
  await form.field("place").fill(place);
  await form.line(1, "asReported").fill("powder in a flask");
  await form.add("person");
  await form.person(1, "alias").fill("Uncle Mist");
  await expect(form.saved).toBeVisible();
  const draft = page.url();

  const isAsTyped = async () => {
    await form.ready();
    await expect(form.field("date")).toHaveValue("~2012-09");
    await expect(form.field("point")).toHaveValue("Dandong");
    await expect(form.field("place")).toHaveValue(place);
    await expect(form.line(1, "asReported")).toHaveValue("powder in a flask");
    await expect(form.person(1, "alias")).toHaveValue("Uncle Mist");
  };
  await page.reload();
  await isAsTyped();

  // The last words are kept although nobody waits for the save.
  await form.field("note").fill("typed at the last moment");
  await page.reload();
  await isAsTyped();
  await expect(form.field("note")).toHaveValue("typed at the last moment");
  await expect(form.saved).toBeVisible();

  await new Shell(page).signOut();
  await page.goto(draft);
  await expect(page).toHaveURL(/\/sign-in\?/);
  await new SignInPage(page).fill(accountOf("analyst"));
  await page.waitForURL(draft);
  await isAsTyped();

  // Another new report knows of it.
  await form.open();
  await expect(form.field("place")).toHaveValue("");
  await page
    .getByRole("complementary")
    .locator(`a[href="${new URL(draft).pathname}${new URL(draft).search}"]`)
    .click();
  await page.waitForURL(draft);
  await isAsTyped();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Yes, discard" }).click();
  await expect(page).toHaveURL(/\/cases$/);
});

test("a session that ends while one types loses nothing", async ({ signedIn, guard }) => {
  guard.allow(/401/);
  const page = await signedIn("analyst", "/reports/new");
  const form = new ReportForm(page);
  await form.ready();
  await form.field("place").fill("before the end");
  await expect(form.saved).toBeVisible();
  await page.context().clearCookies({ name: /session/ });
  await form.field("note").fill("after the end");
  await expect(page.getByText("Your session ended.")).toBeVisible();
  await page.getByRole("link", { name: "Use the sign-in page" }).click();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await new SignInPage(page).fill(accountOf("analyst"));
  await form.ready();
  await expect(form.field("place")).toHaveValue("before the end");
  await expect(form.field("note")).toHaveValue("after the end");
  await expect(form.saved).toBeVisible();
});

test("mistakes: said at the field in words, focus there, nothing typed lost, nothing written", async ({ as }) => {
  const page = await as("analyst");
  const form = new ReportForm(page);
  const cases = new CasesPage(page);
  await cases.open("point=dandong&from=2010-06&to=2010-06&maybe=1");
  const before = await cases.total();
  await form.open();

  // Whatever one's last report left behind is not part of this.
  await form.field("source").fill("");
  // Nothing at all: the first of what is missing has the focus.
  await form.submit.click();
  await expect(form.errors).toBeVisible();
  await expect(form.line(1, "asReported")).toBeFocused();
  await expect(form.line(1, "asReported")).toHaveAttribute("aria-invalid", "true");

  await form.field("date").fill("early June 2010");
  await form.choose(form.field("point"), "CNDDG", /^Dandong/);
  await form.line(1, "asReported").fill("ice");
  await form.choose(form.line(1, "substance"), "ice", /^Methamphetamine/);
  await form.line(1, "quantity").fill("a few");
  await form.choose(form.line(1, "unit"), "kilo", "kg");
  await form.field("note").fill("as told at the gate");
  await page.keyboard.press("Control+Enter");

  await expect(form.field("date"), "the first mistake has the focus").toBeFocused();
  await expect(form.form.getByText("Write the date in numbers with the year first", { exact: false })).toBeVisible();
  await expect(form.field("date")).toHaveAccessibleDescription(/Write the date in numbers/);
  for (const mistake of ["Date", "Quantity, line 1", "Source", "Credibility of the report"])
    await expect(form.errors.getByRole("link", { name: mistake, exact: true })).toBeVisible();
  await form.errors.getByRole("link", { name: "Quantity, line 1" }).click();
  await expect(form.line(1, "quantity")).toBeFocused();

  await form.form.getByRole("button", { name: "Take 2010-06", exact: true }).click();
  await expect(form.field("date")).toHaveValue("2010-06");
  await expect(form.field("date")).not.toHaveAttribute("aria-invalid", "true");
  await expect(form.errors.getByRole("link", { name: "Date", exact: true })).toHaveCount(0);

  for (const [field, value] of [
    [form.field("point"), "Dandong"],
    [form.line(1, "asReported"), "ice"],
    [form.line(1, "substance"), "Methamphetamine"],
    [form.line(1, "quantity"), "a few"],
    [form.line(1, "unit"), "kg"],
    [form.field("note"), "as told at the gate"],
  ] as const)
    await expect(field).toHaveValue(value);
  await cases.open("point=dandong&from=2010-06&to=2010-06&maybe=1");
  expect(await cases.total()).toBe(before);
});
