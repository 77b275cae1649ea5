import type { Page } from "@playwright/test";
import { accountOf } from "./accounts";
import { weir } from "./environment";
import { expect, test } from "./fixtures";
import { ReportForm } from "./pages/report-form";

/** How many cases the command line counts in a month. */
async function counted(month: string): Promise<number> {
  const rows: { cases: number }[] = JSON.parse(await weir(["trends", "--from", month, "--to", month, "--json"]));
  return rows.reduce((sum, row) => sum + row.cases, 0);
}

async function opened(page: Page): Promise<ReportForm> {
  const form = new ReportForm(page);
  await form.open();
  return form;
}

test("a session that ends: one signs in within the page and goes on", async ({ signedIn, guard }) => {
  guard.allow(/401/);
  const page = await signedIn("analyst", "/reports/new");
  const form = new ReportForm(page);
  await form.ready();
  await form.field("place").fill("before the end");
  await expect(form.saved).toBeVisible();
  const address = page.url();
  await page.context().clearCookies({ name: /session/ });
  await form.field("note").fill("after the end");
  const again = page.getByRole("form", { name: /^Go on as / });
  await expect(again).toBeVisible();
  await again.getByLabel("Password", { exact: true }).fill("not the password");
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(again.getByText("E-mail or password is not right.")).toBeVisible();
  await expect(form.field("note")).toHaveValue("after the end");
  await again.getByLabel("Password", { exact: true }).fill(accountOf("analyst").password);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(form.saved).toBeVisible();
  await expect(again).toHaveCount(0);
  expect(page.url(), "one never left").toBe(address);
  await expect(form.field("note")).toHaveValue("after the end");
  await page.reload();
  await form.ready();
  await expect(form.field("note")).toHaveValue("after the end");
});

test("no connection: what is typed is kept here, said so, and sent when it is back", async ({ as, guard }) => {
  guard.allow(/ERR_INTERNET_DISCONNECTED/);
  const page = await as("analyst");
  const form = await opened(page);
  await form.field("place").fill("with a connection");
  await expect(form.saved).toBeVisible();
  await page.context().setOffline(true);
  await form.field("note").fill("without one");
  await expect(page.getByText("This draft is kept in this browser", { exact: false })).toBeVisible();
  await form.field("note").fill("without one, and on");
  await page.context().setOffline(false);
  await expect(form.saved).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await form.ready();
  await expect(form.field("note")).toHaveValue("without one, and on");
});

test("an answer that is lost: the save is repeated, and a submit writes one report", async ({ as, guard }) => {
  guard.allow(/ERR_FAILED/);
  const month = "2011-08";
  const before = await counted(month);
  const page = await as("analyst");
  const form = await opened(page);
  let lost = 0;
  await page.route("**/api/drafts/*", async (route) => {
    if (route.request().method() !== "PUT" || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await form.field("date").fill(month);
  await expect(form.saved).toBeVisible({ timeout: 20_000 });
  expect(lost).toBe(1);

  await form.choose(form.field("point"), "Tumen", /^Tumen/);
  await form.line(1, "asReported").fill("ice");
  await form.choose(form.line(1, "substance"), "ice", /^Methamphetamine/);
  await form.line(1, "quantity").fill("2");
  await form.choose(form.line(1, "unit"), "kg", "kg");
  await form.choose(form.field("source"), "Narcotics Control Strategy", /Control Strategy/);
  await form.choose(form.field("credibility"), "3", /^3/);
  await form.confirm();
  await expect(form.saved).toBeVisible();
  let submits = 0;
  await page.route("**/reports/new?*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    submits += 1;
    if (submits > 1) return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await form.submit.click();
  await expect(page.getByText("The report was not submitted.")).toBeVisible();
  expect(await counted(month), "it was written").toBe(before + 1);
  await form.submit.click();
  await page.waitForURL(/\/cases\/[^/?]+\?logged=1$/);
  expect(submits).toBe(2);
  expect(await counted(month), "and once").toBe(before + 1);
});

test("a tab that is closed in the middle of a word", async ({ as }) => {
  const page = await as("analyst");
  const form = await opened(page);
  await form.field("place").fill("the first words");
  await expect(form.saved).toBeVisible();
  const address = page.url();
  await form.field("note").pressSequentially("and the last wor");
  await page.close();
  const again = await as("analyst");
  await again.goto(address);
  const next = new ReportForm(again);
  await next.ready();
  await expect(next.field("place")).toHaveValue("the first words");
  await expect(next.field("note")).toHaveValue("and the last wor");
});

test("two tabs: the second sees what the first typed, and says so; two texts are never mixed", async ({
  as,
  guard,
}) => {
  guard.allow(/409.*\/api\/drafts\//);
  const page = await as("analyst");
  const first = await opened(page);
  await first.field("place").fill("typed in the first");
  await expect(first.saved).toBeVisible();
  const other = await page.context().newPage();
  guard.watch(other);
  await other.goto(page.url());
  const second = new ReportForm(other);
  await second.ready();
  await expect(second.field("place")).toHaveValue("typed in the first");

  await first.field("note").fill("and more");
  await expect(second.field("note")).toHaveValue("and more");
  await expect(other.getByText("This draft was saved in another tab", { exact: false })).toBeVisible();

  await second.field("note").fill("and more, from the second");
  await expect(other.getByText("This draft was saved in another tab", { exact: false })).toBeHidden();
  await expect(first.field("note")).toHaveValue("and more, from the second");

  await test.step("both type at once", async () => {
    await other.route("**/api/drafts/*", (route) => route.abort());
    guard.allow(/ERR_FAILED/);
    await second.field("note").fill("held back in the second");
    await first.field("note").fill("saved by the first");
    await expect(first.saved).toBeVisible();
    await other.unroute("**/api/drafts/*");
    await expect(other.getByText("Neither text is lost.", { exact: false })).toBeVisible({ timeout: 20_000 });
    await expect(second.field("note")).toHaveValue("held back in the second");
    await other.getByRole("button", { name: "Go on with this text" }).click();
    await expect(second.saved).toBeVisible();
    await expect(first.field("note")).toHaveValue("held back in the second");
  });

  await test.step("the first submits or discards: the second says that there is nothing to go on with", async () => {
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("button", { name: "Yes, discard" }).click();
    await expect(page).toHaveURL(/\/cases$/);
    await expect(second.field("note")).toHaveValue("held back in the second");
  });
});
