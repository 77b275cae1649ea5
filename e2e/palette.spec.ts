import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { whenAlive } from "./pages/page-part";
import { Shell } from "./pages/shell";

test("Ctrl+K goes to a page, a point, a case and an action by what they are called, also while typing", async ({
  as,
}) => {
  const page = await as("analyst");
  const cases = new CasesPage(page);
  await cases.open();
  const shell = new Shell(page);
  await whenAlive(shell.search);
  await shell.search.focus();
  const palette = page.getByRole("dialog", { name: "Go to or do" });
  const field = palette.getByRole("combobox");
  const open = async (text: string) => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
  };
  const marked = palette.locator("[role=option][data-combobox-selected]");

  await open("");
  await expect(palette.getByRole("group", { name: "Pages" }).getByRole("option").first()).toBeVisible();
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      scheme,
    ).toEqual([]);
  }
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(shell.search).toBeFocused();

  await open("단둥");
  await expect(palette.getByRole("group", { name: "Transit points" }).getByRole("option")).toContainText("Dandong");
  await expect(marked).toContainText("Dandong");
  await page.keyboard.press("ArrowUp"); // from the first to the last
  await expect(marked).toContainText("Search cases");
  await page.keyboard.press("ArrowDown");
  await expect(marked).toContainText("Dandong");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\?point=dandong$/);

  await open("D1");
  await palette.getByRole("group", { name: "Cases" }).getByRole("option", { name: "D1" }).first().click();
  await expect(page).toHaveURL(/\/cases\/D1$/);

  await open("trend");
  await expect(marked).toContainText("Trends");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/trends/);

  await open("log rep");
  await expect(marked).toContainText("Log report");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports\/new/);
});

test("? shows the shortcuts of the role, and the palette what its verbs open", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/admin");
  await whenAlive(page.getByRole("navigation", { name: "Main navigation" }).getByRole("link").first());
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "All shortcuts" });
  await expect(sheet).toContainText("Go to or do");
  await expect(sheet).not.toContainText("Log report");
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Go to or do" });
  await expect(palette.getByRole("option", { name: "Create account" })).toBeVisible();
  await expect(palette.getByRole("option", { name: "Log report" })).toHaveCount(0);
  await page.keyboard.type("create");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/accounts\/new$/);
});
