import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { newAccount } from "./accounts";
import { baseUrl, weir } from "./environment";
import { expect, test } from "./fixtures";
import { Shell } from "./pages/shell";
import { SignInPage } from "./pages/sign-in";

let made = 0;
/** A word that no other test of this run has. */
const own = (word: string) => {
  made += 1;
  return `${word}-${Date.now().toString(36)}-${made}`;
};

/** The link that is shown once, from the page that shows it. */
async function linkOn(page: Page): Promise<string> {
  const link = await page.getByLabel("One-time link").inputValue();
  expect(link).toMatch(new RegExp(`^${baseUrl()}/(invite|reset)#[\\w-]{43}$`));
  return link;
}

async function choosePassword(page: Page, password: string, repeat = password): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again", { exact: true }).fill(repeat);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
}

/** The page of an account, found by its e-mail. */
async function openAccount(page: Page, email: string, name: string): Promise<void> {
  await page.goto("/admin/accounts");
  await page.getByRole("searchbox", { name: "Name or e-mail" }).fill(email);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("an invitation, handed over, makes a colleague with the role that was chosen", async ({ as, visitor, guard }) => {
  guard.allow(/403/);
  const admin = await as("admin");
  await admin.goto("/");
  await expect(admin, "where an administrator begins").toHaveURL(/\/admin$/);
  await admin.getByRole("link", { name: "Invite a colleague" }).click();
  const name = own("Colleague");
  const email = `${name.toLowerCase()}@weir.example`;
  const form = admin.getByRole("form", { name: "Invite a colleague" });
  const nameField = form.getByRole("textbox", { name: "Name" });
  await nameField.fill(name);
  await form.getByLabel("E-mail").fill("no address");
  await form.getByRole("radio", { name: /^Reviewer/ }).check();
  await expect(form.getByText("Verify or return what others wrote")).toBeVisible();
  await expect(form.getByText("Read the audit log and take it out")).toBeHidden();
  await form.getByRole("button", { name: "Make the invitation" }).click();
  await expect(form.getByText("This is not an e-mail address.")).toBeVisible();
  await expect(nameField, "nothing typed is lost").toHaveValue(name);
  await form.getByLabel("E-mail").fill(email);
  await form.getByRole("button", { name: "Make the invitation" }).click();
  await expect(admin.getByText(`The invitation for ${name} is ready.`)).toBeVisible();
  const link = await linkOn(admin);
  const token = link.split("#")[1] ?? "";

  const page = await visitor();
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(`${request.url()} ${request.headers().referer ?? ""}`));
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome to Weir");
  for (const said of [name, email, "Reviewer", "Desk"])
    await expect(page.getByText(said, { exact: true })).toBeVisible();
  await choosePassword(page, "short", "short");
  await expect(page.getByText(/A password has at least 12 characters/)).toBeVisible();
  await choosePassword(page, "a ford of flat stones", "another");
  await expect(page.getByText("The two new passwords differ.")).toBeVisible();
  await choosePassword(page, "a ford of flat stones");
  await expect(page).toHaveURL(/:\d+\/$/);
  expect((await page.goto("/review"))?.status()).toBe(200);
  expect((await page.goto("/admin"))?.status()).toBe(403);
  expect(addresses.length).toBeGreaterThan(5);
  expect(
    addresses.filter((address) => address.includes(token)),
    "the token in an address or a referrer",
  ).toEqual([]);

  const late = await visitor();
  await late.goto(link);
  await expect(late.getByRole("heading", { level: 1 })).toHaveText("This link leads nowhere");
  await openAccount(admin, email, name);
  await expect(admin.getByText("Active", { exact: true })).toBeVisible();
});

test("a closed account is out at the next click; a reset lets its owner in again", async ({
  as,
  signedIn,
  visitor,
}) => {
  const account = await newAccount("Returner", "analyst");
  const theirs = await signedIn(account, "/cases");
  const admin = await as("admin");
  await openAccount(admin, account.email, "Returner");
  await admin.getByRole("button", { name: "Disable", exact: true }).click();
  await admin.getByRole("button", { name: "Disable it" }).click();
  await expect(admin.getByText("The account is disabled. One session has ended.")).toBeVisible();
  await new Shell(theirs).destination("trends").click();
  await expect(theirs).toHaveURL(/\/sign-in\?.*notice=expired/);
  await new SignInPage(theirs).fill(account);
  await expect(theirs.getByText("E-mail or password is not right.")).toBeVisible();

  await admin.getByRole("button", { name: "Enable again" }).click();
  await expect(admin.getByText("The account is open again.")).toBeVisible();
  await admin.getByRole("button", { name: "Make a reset link" }).click();
  const first = await linkOn(admin);
  await admin.getByRole("button", { name: "Make a reset link" }).click();
  await expect(admin.getByLabel("One-time link")).not.toHaveValue(first);
  const link = await linkOn(admin);

  const page = await visitor();
  await page.goto(first);
  await expect(page.getByRole("heading", { level: 1 }), "the link before").toHaveText("This link leads nowhere");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set a new password");
  await choosePassword(page, "the second flat stone");
  await expect(page).toHaveURL(/:\d+\/$/);

  await admin
    .getByRole("form", { name: "Name, agency and role" })
    .getByRole("radio", { name: /^Viewer/ })
    .check();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved.")).toBeVisible();
  await expect(new Shell(page).log).toBeVisible();
  await new Shell(page).destination("trends").click();
  await expect(page).toHaveURL(/\/trends/);
  await page.reload();
  await expect(new Shell(page).log, "a viewer from the next request on").toHaveCount(0);
});

test("an agency is added with its time zone from the keyboard, and changed", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/admin/agencies");
  const code = own("bureau").toLowerCase();
  const form = page.getByRole("form", { name: "Add an agency" });
  await form.getByLabel("Code").fill("Two words");
  await form.getByLabel("Name").fill(code.toUpperCase());
  await form.getByLabel("Time zone").fill("Atlantis");
  await expect(form.getByText("No time zone is called so.")).toBeVisible();
  await page.keyboard.press("Tab");
  await form.getByRole("button", { name: "Add the agency" }).click();
  await expect(form.getByText(/A code is made of small Latin letters/)).toBeVisible();
  await expect(form.getByText(/This is no IANA time zone/)).toBeVisible();
  await form.getByLabel("Code").fill(code);
  await form.getByLabel("Time zone").fill("pyong");
  await expect(form.getByRole("option", { name: /Asia\/Pyongyang/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(form.getByText(/^Today is \d{4}-\d\d-\d\d in Asia\/Pyongyang\.$/)).toBeVisible();
  await form.getByRole("button", { name: "Add the agency" }).click();
  await expect(form.getByText(`${code.toUpperCase()} is added.`)).toBeVisible();
  const row = page.getByRole("table", { name: "Agencies" }).getByRole("row").filter({ hasText: code });
  await expect(row).toContainText("Asia/Pyongyang");

  await row.getByRole("link").click();
  const change = page.getByRole("form", { name: "Name and time zone" });
  await change.getByLabel("Name").fill(`${code} renamed`);
  await change.getByLabel("Time zone").fill("Asia/Seoul");
  await page.keyboard.press("Tab");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(change.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${code} renamed`);
});

test("the administration is closed to others, stands in nobody's way, and knows the last backup", async ({
  as,
  visitor,
  guard,
}, testInfo) => {
  test.setTimeout(180_000);
  guard.allow(/403/);
  const paths = ["/admin", "/admin/accounts", "/admin/accounts/new", "/admin/agencies", "/admin/agencies/desk"];
  const analyst = await as("analyst");
  for (const path of paths) expect((await analyst.goto(path))?.status(), path).toBe(403);
  const out = await visitor();
  await out.goto("/admin/accounts?state=active");
  await expect(out).toHaveURL(/\/sign-in\?callbackUrl=%2Fadmin%2Faccounts%3Fstate%3Dactive$/);

  const file = testInfo.outputPath("register.weir");
  await weir(["backup", file]);
  const admin = await as("admin");
  await admin.goto("/admin");
  await expect(admin.getByText("register.weir", { exact: true })).toBeVisible();
  await expect(admin.getByText(/read back and whole/)).toBeVisible();

  for (const [colorScheme, width, locale, shown] of [
    ["light", 1440, "en", [...paths, "/invite#nothing"]],
    ["dark", 390, "en", ["/admin/accounts", "/admin/accounts/new", "/admin/agencies", "/invite#nothing"]],
    ["light", 390, "zh", ["/admin/accounts/new"]],
    ["dark", 390, "ko", ["/admin"]],
  ] as const) {
    const page = await as("admin", { colorScheme, viewport: { width, height: 900 } });
    await page.context().addCookies([{ name: "weir-locale", value: locale, url: baseUrl() }]);
    for (const path of shown) {
      await page.goto(path);
      const what = `${path} ${colorScheme} ${width} ${locale}`;
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${what} scrolls sideways`).toBe(0);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`);
      expect(found, what).toEqual([]);
    }
  }
});
