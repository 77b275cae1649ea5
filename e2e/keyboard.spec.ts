import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { whenAlive } from "./pages/page-part";
import { ReportForm } from "./pages/report-form";
import { Shell } from "./pages/shell";

test("the shortcuts lead to the form, the list, the trends and the search", async ({ as }) => {
  const page = await as("analyst");
  const cases = new CasesPage(page);
  await cases.open();
  const shell = new Shell(page);
  await whenAlive(shell.search);
  await page.keyboard.press("/");
  await expect(shell.search).toBeFocused();
  await page.keyboard.type("ngc"); // typed text is no shortcut
  await expect(page).toHaveURL(/\/cases$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\?q=ngc$/);
  await page.keyboard.press("Escape");
  await page.locator("body").click({ position: { x: 700, y: 600 } });
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/\/trends/);
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/cases/);
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/reports\/new\?draft=/);
});

test("the first Tab offers to skip the navigation", async ({ as }) => {
  const page = await as("analyst");
  await new CasesPage(page).open();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the page" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a facet is chosen and taken back with the keyboard, and the focus is seen", async ({ as }) => {
  const page = await as("analyst");
  const cases = new CasesPage(page);
  await cases.open("to=2010-12");
  const dandong = cases.choice("Dandong");
  await whenAlive(dandong);
  await dandong.focus();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/point=dandong/);
  await expect.poll(() => cases.references()).toEqual(["D2", "D1"]);
  await expect(dandong).toHaveAttribute("aria-checked", "true");
  await page.keyboard.press("Space");
  await expect(page).not.toHaveURL(/point=/);
  await expect.poll(() => cases.references()).toContain("D4");
  const outline = await page.evaluate(() => {
    const style = document.activeElement && getComputedStyle(document.activeElement);
    return style ? `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow}` : "";
  });
  expect(outline).not.toMatch(/^none 0px none$/);
});

test("Ctrl+Enter submits, and what is wrong is where the focus goes", async ({ as }) => {
  const page = await as("analyst");
  const form = new ReportForm(page);
  await form.open();
  await form.field("date").focus();
  await page.keyboard.type("early June 2010");
  await page.keyboard.press("Control+Enter");
  await expect(form.field("date")).toBeFocused();
  await expect(form.field("date")).toHaveValue("early June 2010");
  await expect(form.field("date")).toHaveAttribute("aria-invalid", "true");
});

test("a word half typed survives a look into another window", async ({ as }) => {
  const form = new ReportForm(await as("analyst"));
  await form.open();
  const unit = form.line(1, "unit");
  await unit.focus();
  await unit.pressSequentially("k");
  // The window loses the focus and has it back; the field stays the active element all the while.
  await unit.evaluate((field) => {
    for (const type of ["focusout", "focusin"]) field.dispatchEvent(new FocusEvent(type, { bubbles: true }));
  });
  await form.page.keyboard.type("g");
  await expect(unit).toHaveValue("kg");
});
