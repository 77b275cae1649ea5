import { randomUUID } from "node:crypto";
import { newAccount } from "./accounts";
import { baseUrl, weir } from "./environment";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { whenAlive } from "./pages/page-part";

/** A report in 2019 or 2020, where no other test logs one, through the interface for programs. */
async function log(key: string, change: Record<string, unknown>): Promise<string> {
  const answer = await fetch(`${baseUrl()}/api/v1/reports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({
      date: "2019-06-05",
      point: "yanbian",
      attribution: "stated",
      lines: [meth("crystal")],
      people: [organiser("at-large")],
      credibility: "2",
      handling: "green",
      source: { create: { title: `Court files ${randomUUID().slice(0, 8)}`, reliability: "B" } },
      ...change,
    }),
  });
  const body = await answer.json();
  expect(answer.status, JSON.stringify(body)).toBe(201);
  return body.reference;
}
const meth = (form: string) => ({
  ...{ asReported: "ice", substance: "methamphetamine", form, quantity: "1.5", unit: "kg", qualifier: "exact" },
});
const organiser = (arrest: string) => ({
  ...{
    person: null,
    group: { qualifier: "exact", count: 1, words: "the head of the ring" },
    role: "organiser",
    arrest,
  },
  ...{ tier: "leading", basis: "fact", dataSubject: "suspect" },
});

test("crystal meth at Yanbian in a period, an organiser at large, graded B or better: by clicking, as a link, and a colleague sees the same", async ({
  signedIn,
}) => {
  const one = await newAccount("Finder", "analyst");
  const key = (await weir(["key:create", "--email", one.email, "--label", "filter tests"])).trim();
  const wanted = await log(key, {});
  const amber = await log(key, { date: "2020-05-31", point: "tumen", handling: "amber" });
  for (const miss of [
    { date: "2020-06-01" },
    { point: "dandong" },
    { lines: [meth("tablet")] },
    { people: [organiser("arrested")] },
    { source: { create: { title: "A rumour", reliability: "C" } } },
  ])
    await log(key, miss);

  const page = await signedIn(one, "/cases");
  const cases = new CasesPage(page);
  const panel = page.getByRole("complementary", { name: "Filters" });
  const press = async (section: string, choice: string) => {
    const part = panel
      .locator("details")
      .filter({ has: page.locator("summary", { hasText: new RegExp(`^${section}`) }) });
    if (!(await part.evaluate((details: HTMLDetailsElement) => details.open)))
      await part.locator("summary").first().click();
    const box = part.getByRole("checkbox", { name: new RegExp(`^${choice}`) }).first();
    await whenAlive(box);
    await box.click();
    await expect(box).toHaveAttribute("aria-checked", "true");
  };
  await whenAlive(panel.getByLabel("From"));
  await panel.getByLabel("From").fill("2019-03");
  await panel.getByLabel("To", { exact: true }).fill("2020-05");
  await panel.getByLabel("To", { exact: true }).press("Enter");
  await expect(page).toHaveURL(/from=2019-03&to=2020-05/);
  await press("Transit point", "Yanbian");
  await press("Substance", "Methamphetamine");
  await press("Form", "Crystal");
  await press("Role of a person", "Organiser");
  await press("What became of them", "At large");
  await press("Reliability of the source", "A ");
  await press("Reliability of the source", "B ");
  await expect.poll(() => cases.references()).toEqual([amber, wanted]);
  await expect.poll(() => cases.total()).toBe(2);
  const chips = page.getByRole("list", { name: "Filters in force" });
  await expect(chips.getByRole("listitem")).toHaveCount(7);

  await test.step("one step back by Undo, by the browser, and a reload keeps it", async () => {
    const link = page.url();
    await chips.getByRole("link", { name: /^Remove Form/ }).click();
    await expect.poll(() => cases.total()).toBe(3);
    await page.getByRole("link", { name: "Undo" }).click();
    await expect(page).toHaveURL(link);
    await expect.poll(() => cases.total()).toBe(2);
    await page.goBack();
    await expect.poll(() => cases.total()).toBe(3);
    await page.goForward();
    await expect.poll(() => cases.total()).toBe(2);
    await page.reload();
    await expect.poll(() => cases.references()).toEqual([amber, wanted]);
  });

  const address = page.url().replace(baseUrl(), "");
  const colleague = await signedIn(await newAccount("Colleague", "viewer"), address);
  await expect
    .poll(() => new CasesPage(colleague).references(), "the same agency sees the same")
    .toEqual([amber, wanted]);
  const outsider = await signedIn("outsider", address);
  await expect.poll(() => new CasesPage(outsider).references(), "another one what is open to it").toEqual([wanted]);
  await expect.poll(() => new CasesPage(outsider).total()).toBe(1);
});

test("what the facets do not count can be set all the same: units, and how exactly a case is dated", async ({ as }) => {
  const page = await as("analyst");
  const cases = new CasesPage(page);
  await cases.open("to=2010-12");
  const panel = page.getByRole("complementary", { name: "Filters" });
  const chips = page.getByRole("list", { name: "Filters in force" });
  const part = (words: RegExp) => panel.locator("details").filter({ has: page.locator("summary", { hasText: words }) });
  await whenAlive(panel.getByLabel("From"));

  const units = part(/^Unit, as reported/);
  await units.locator("summary").first().click();
  await units.getByRole("searchbox").fill("table");
  await units.getByRole("checkbox", { name: "tablet" }).click();
  await expect(page).toHaveURL(/unit=tablet/);
  await expect(chips.getByRole("listitem").filter({ hasText: "Unit, as reported" })).toContainText("tablet");
  expect(await cases.total()).toBe(2);

  await cases.open("to=2010-12");
  const dated = part(/^Date/);
  await dated.locator("summary").first().click();
  await dated.getByRole("checkbox", { name: "longer than a year, or none" }).click();
  await expect(page).toHaveURL(/lies=longer/);
  await expect(page.getByText("No case in the register you may see has all of these.")).toBeVisible();
});

test("a view is saved under a name, counted, shared with the agency, and opened again", async ({ signedIn }) => {
  const page = await signedIn(
    await newAccount("Viewmaker", "analyst"),
    "/cases?to=2010-12&point=yanbian&sort=-quantity",
  );
  const name = `North ${Date.now().toString(36)}`;
  await page.getByRole("button", { name: "Saved views" }).first().click();
  await page.getByRole("button", { name: "Save as a new view…" }).first().click();
  await page.getByLabel("Name of the view").fill(name);
  await page.getByLabel("Share with my agency: each sees it in their own scope").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(/view=\d+/);
  await page.goto("/cases");
  const colleague = await signedIn(await newAccount("Viewreader", "analyst"), "/cases");
  for (const one of [page, colleague]) {
    const link = one
      .getByRole("complementary", { name: "Filters" })
      .getByRole("link", { name: new RegExp(`^${name}`) });
    await expect(link).toContainText("1");
    await link.click();
    await expect(one).toHaveURL(/point=yanbian/);
    await expect.poll(() => new CasesPage(one).references()).toEqual(["D4"]);
  }
});

test("on a phone the filters are a drawer that says what it would show", async ({ as }) => {
  const page = await as("analyst", { viewport: { width: 390, height: 844 } });
  const cases = new CasesPage(page);
  await cases.open("to=2010-12");
  const filters = page.getByRole("button", { name: /^Filters/ });
  await whenAlive(filters);
  await filters.click();
  const box = cases.choice("Yanbian");
  await whenAlive(box);
  await box.click();
  await expect(box).toHaveAttribute("aria-checked", "true");
  await page.getByRole("button", { name: "Show 1 case" }).click();
  await expect.poll(() => cases.references()).toEqual(["D4"]);
});
