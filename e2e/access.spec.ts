import { newAccount } from "./accounts";
import { baseUrl, weir } from "./environment";
import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { CasesPage } from "./pages/cases";
import { ReportForm } from "./pages/report-form";
import { Shell } from "./pages/shell";
import { SignInPage } from "./pages/sign-in";
import { TrendsPage } from "./pages/trends";
import { payloadsOf } from "./payloads";

const name = "Sister Kim";

test("a signed-out visitor is sent to the sign-in page from everywhere, and comes back", async ({ visitor, guard }) => {
  guard.allow(/401/);
  const page = await visitor();
  for (const path of ["/", "/cases", "/cases/D4", "/cases?point=dandong", "/reports/new", "/trends", "/account"]) {
    const sent = payloadsOf(page);
    await page.goto(path);
    await expect(page).toHaveURL((url) => url.pathname === "/sign-in");
    expect(new URL(page.url()).searchParams.get("callbackUrl")).toBe(path === "/" ? null : path);
    expect(await sent(name, "13,775", "13775", "Nanfang Zhoumo")).toEqual([]);
  }
  for (const path of ["/api/sources?q=ice", "/api/drafts/6a3bd0a6-3c9c-4c5e-9a25-0d7f5a3d2a11"])
    expect((await page.request.get(path)).status(), path).toBeGreaterThanOrEqual(401);

  const { printedAccount } = await import("./environment");
  await new SignInPage(page).signIn(printedAccount("reviewer"), "/cases/D4?from=elsewhere#people");
  await expect(page).toHaveURL(/\/cases\/D4/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("D4");
});

test("nobody is sent to another host after signing in", async ({ visitor, as }) => {
  const page = await visitor();
  const signedIn = await as("viewer");
  const elsewhere = [
    "https://evil.example/cases",
    "//evil.example",
    "/\\evil.example",
    "/%2F/evil.example",
    "/%09/evil.example",
    "javascript:alert(1)",
    "/sign-in",
  ];
  for (const target of elsewhere) {
    const address = `/sign-in?callbackUrl=${encodeURIComponent(target)}`;
    await page.goto(address);
    await expect(page.locator("input[name=callbackUrl]"), target).toHaveValue("/");
    await signedIn.goto(address);
    await expect(signedIn, target).toHaveURL(`${baseUrl()}/`);
  }
});

test("a viewer reads cases, but no names, and logs nothing", async ({ as, guard }) => {
  guard.allow(/403: GET .*\/reports\/new/, /status of 403 .*\/reports\/new/);
  const page = await as("viewer");
  const sent = payloadsOf(page);
  const [cases, file, shell] = [new CasesPage(page), new CaseFilePage(page), new Shell(page)];
  await cases.open();
  await expect(cases.link("D4")).toBeVisible();
  await expect(shell.log).toHaveCount(0);
  await page.keyboard.press("n");
  await cases.link("D4").click();
  await expect(file.people).toContainText("name not open to you");
  await expect(file.people).toContainText("Organiser");
  await file.open("D4");
  await page.goto("/cases?q=Sister");
  await page.goto("/trends?point=yanbian");
  expect(await sent(name), "no page and no part of one holds the name").toEqual([]);

  expect((await page.goto("/reports/new"))?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not for your role");
  await expect(page.getByRole("form", { name: "Log a report" })).toHaveCount(0);

  const analyst = await as("analyst");
  const theirs = payloadsOf(analyst);
  await new CaseFilePage(analyst).open("D4");
  await expect(new CaseFilePage(analyst).people).toContainText(name);
  expect(await theirs(name), "the measure measures").toEqual([name]);
});

test("who administers the register reads none of it", async ({ as, guard }) => {
  guard.allow(/403: GET .*\/cases\//, /status of 403 .*\/cases\//);
  const page = await as("admin");
  const sent = payloadsOf(page);
  for (const [path, status] of [
    ["/cases", 200],
    ["/trends", 200],
    ["/cases/D4", 403],
    ["/cases/NOT-THERE", 403],
  ] as const) {
    expect((await page.goto(path))?.status(), path).toBe(status);
    await expect(page.getByRole("main"), path).toContainText("Your role reads no cases");
  }
  expect((await page.request.get("/api/sources?q=Nanfang")).status()).toBe(403);
  expect(await sent(name, "13,775", "Changbai")).toEqual([]);
});

test("an AMBER case is its agency's: another agency finds no trace of it", async ({ as, guard }) => {
  const place = `Shed ${Date.now()}`;
  const suspect = `Amber Person ${Date.now()}`;
  const analyst = await as("analyst");
  const reference = await new ReportForm(analyst).log({
    date: "2015-04-03",
    where: ["Tumen", /^Tumen/],
    place,
    handling: "AMBER",
    name: suspect,
  });
  const own = new CasesPage(analyst);
  await expect(new CaseFilePage(analyst).people).toContainText(suspect);
  await own.open(`q=${encodeURIComponent(place)}`);
  expect(await own.references(), "the search that finds it").toEqual([reference]);

  const viewer = await as("viewer");
  const toViewer = payloadsOf(viewer);
  await new CaseFilePage(viewer).open(reference);
  await expect(new CaseFilePage(viewer).people).toContainText("name not open to you");
  expect(await toViewer(suspect)).toEqual([]);

  guard.allow(/404: GET .*\/cases\//, /status of 404 .*\/cases\//);
  const page = await as("outsider");
  const sent = payloadsOf(page);
  const [cases, trends, file] = [new CasesPage(page), new TrendsPage(page), new CaseFilePage(page)];
  await cases.open("month=2015-04&point=tumen");
  expect(await cases.references()).toEqual([]);
  expect(await cases.total()).toBe(0);
  await expect(cases.choice("Tumen 图们")).toHaveAccessibleName(/ 0 cases$/);
  await cases.open(`q=${encodeURIComponent(place)}`);
  expect(await cases.total()).toBe(0);
  await cases.open(`q=${reference}`);
  expect(await cases.total()).toBe(0);
  await trends.open("from=2015-04&to=2015-04&show=table&point=tumen");
  expect(await trends.cases("2015-04")).toBe(0);
  const answer = await page.goto(`/cases/${reference}`);
  expect(answer?.status()).toBe(404);
  const words = await page.getByRole("main").innerText();
  expect(words).toContain("Not found");
  await page.goto("/cases/NOT-THERE");
  expect(await page.getByRole("main").innerText(), "as for a case that nobody has").toBe(words);
  expect(await sent(suspect, name)).toEqual([]);

  await file.open("D4");
  await expect(file.people).toContainText("name not open to you");
  expect(await sent(name)).toEqual([]);
  const theirs = JSON.parse(
    await weir(["trends", "--json", "--as", "outsider@weir.example", "--from", "2015-04", "--to", "2015-04"]),
  );
  expect(theirs).toEqual([]);
});

test("a RED case is its team's alone", async ({ as, guard }) => {
  guard.allow(/404: GET .*\/cases\//, /status of 404 .*\/cases\//);
  const place = `Pier ${Date.now()}`;
  const form = new ReportForm(await as("analyst"));
  const reference = await form.log({
    date: "2015-08",
    where: ["Hyesan", /^Hyesan/],
    place,
    handling: "RED",
    team: "Reviewer",
  });
  await expect(form.page.getByRole("main")).toContainText("TLP:RED");

  const reviewer = await as("reviewer");
  await new CaseFilePage(reviewer).open(reference);
  await new CasesPage(reviewer).open("month=2015-08&point=hyesan");
  expect(await new CasesPage(reviewer).references()).toContain(reference);

  for (const person of ["viewer", "outsider"] as const) {
    const page = await as(person);
    const sent = payloadsOf(page);
    const cases = new CasesPage(page);
    await cases.open("month=2015-08&point=hyesan");
    expect(await cases.total(), person).toBe(0);
    await cases.open(`q=${encodeURIComponent(place)}`);
    expect(await cases.total(), person).toBe(0);
    expect((await page.goto(`/cases/${reference}`))?.status(), person).toBe(404);
    await new TrendsPage(page).open("from=2015-08&to=2015-08&show=table&point=hyesan");
    expect(await new TrendsPage(page).cases("2015-08"), person).toBe(0);
    expect(await sent("TLP:RED")).toEqual([]);
  }
});

test("sessions end: by a new password, everywhere at once, and with the account", async ({ signedIn }) => {
  const account = await newAccount("Leaver", "analyst");
  const [here, there] = [await signedIn(account), await signedIn(account)];
  const isOut = async (page: typeof here) => {
    await page.goto("/cases");
    await expect(page).toHaveURL(/\/sign-in\?.*notice=expired/);
    await expect(page.getByText("Your session has ended.")).toBeVisible();
  };

  await test.step("one's own new password ends the others", async () => {
    const next = "and in again with another";
    await here.goto("/account");
    await here.getByLabel("Current password", { exact: true }).fill(account.password);
    await here.getByLabel("New password", { exact: true }).fill(next);
    await here.getByLabel("New password again", { exact: true }).fill(next);
    await here.getByRole("button", { name: "Change the password" }).click();
    await expect(here.getByText(/The password is changed\. One other session has ended/)).toBeVisible();
    account.password = next;
    await isOut(there);
    await here.goto("/cases");
    await expect(here).toHaveURL(/\/cases$/);
  });

  await test.step("sign out everywhere", async () => {
    await new SignInPage(there).signIn(account, "/cases");
    await here.goto("/account");
    await here.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(here).toHaveURL(/\/sign-in/);
    await isOut(there);
  });

  await test.step("a password that the operator gives, and a closed account", async () => {
    await new SignInPage(here).signIn(account, "/cases");
    await weir(["user:password", "--email", account.email], "given by the operator\n");
    await isOut(here);
    await new SignInPage(here).signIn({ ...account, password: "given by the operator" }, "/cases");
    await weir(["user:disable", "--email", account.email]);
    await isOut(here);
    await new SignInPage(here).fill({ ...account, password: "given by the operator" });
    await expect(here.getByText("E-mail or password is not right.")).toBeVisible();
  });
});
