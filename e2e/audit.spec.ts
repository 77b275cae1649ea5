import AxeBuilder from "@axe-core/playwright";
import type { Account } from "./environment";
import { weir } from "./environment";
import { expect, test } from "./fixtures";
import { payloadsOf } from "./payloads";

async function newAuditor(): Promise<Account> {
  const account = { email: `auditor-${Date.now()}@weir.example`, password: "reads the log and no cases" };
  const args = ["--email", account.email, "--name", "Auditor", "--role", "auditor", "--agency", "desk"];
  await weir(["user:create", ...args], `${account.password}\n`);
  return account;
}

test("an auditor reads who did what, old and new, takes it out, and finds no name in it", async ({ signedIn, as }) => {
  // Somebody opens names: that is an event.
  await (await as("analyst")).goto("/cases/D4");
  const page = await signedIn(await newAuditor());
  await expect(page, "where an auditor begins").toHaveURL(/\/audit$/);
  const sent = payloadsOf(page);
  const log = page.getByRole("table", { name: "Audit log" });
  await page.goto("/audit?subject=D4");
  await expect(log.getByRole("row").filter({ hasText: "opened names" }).first()).toContainText("Analyst");
  await page.getByLabel("Action").selectOption({ label: "made an account" });
  await page.getByLabel("Subject").fill("");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/action=account\.create/);
  const row = log
    .getByRole("row")
    .filter({ hasText: "made an account" })
    .filter({ has: page.locator("details") })
    .first();
  await row.locator("summary").click();
  await expect(row.getByRole("rowheader", { name: "password", exact: true }).first()).toBeVisible();
  await expect(row.getByText("[withheld]").first()).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const csv = Buffer.concat(chunks).toString();
  expect(csv).toMatch(/^\ufeffid,at,actor,role,agency,action,/);
  expect(csv).toContain("account.create");
  expect(csv).not.toContain("sign-in");
  await page.goto("/audit?action=audit.export");
  await expect(log).toContainText("exported the log");
  await page.goto("/audit");
  expect(await sent("Sister Kim", "argon2")).toEqual([]);
  expect(csv).not.toMatch(/Sister Kim|argon2/);
  await page.goto("/audit?colour=red&from=yesterday");
  await expect(page.getByRole("main")).toContainText("colour=red");
  await expect(page.getByRole("main")).toContainText("from=yesterday");
});

for (const person of ["analyst", "admin"] as const)
  test(`the log is closed to the ${person}`, async ({ as, guard }) => {
    guard.allow(/403/);
    const page = await as(person);
    expect((await page.goto("/audit"))?.status()).toBe(403);
    expect((await page.request.get("/api/audit")).status()).toBe(403);
  });

for (const [colorScheme, width] of [
  ["light", 1440],
  ["dark", 390],
] as const)
  test(`the log stands in nobody's way: ${colorScheme}, ${width} px`, async ({ visitor }) => {
    const page = await visitor({ colorScheme, viewport: { width, height: 900 } });
    const auditor = await newAuditor();
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(auditor.email);
    await page.getByLabel("Password", { exact: true }).fill(auditor.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("table", { name: "Audit log" })).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, "the page scrolls sideways").toBe(0);
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
  });
