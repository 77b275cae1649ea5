import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { newAccount } from "./accounts";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { FilterPanel } from "./pages/filter-panel";
import { whenAlive } from "./pages/page-part";
import { ReportForm } from "./pages/report-form";

type Told = { handling: "GREEN" | "AMBER"; people: [role: string, arrest: string][]; place: string; note?: string };

/** Logs ice at Tumen in September 2009, told by a source of its own that is usually reliable. Gives the case's reference. */
async function logged(page: Page, { handling, people, place, note }: Told): Promise<string> {
  const form = new ReportForm(page);
  await form.open();
  await form.field("date").fill("2009-09");
  await form.choose(form.field("point"), "tumen", /Tumen/);
  await form.field("place").fill(place);
  if (note) await form.field("note").fill(note);
  await form.line(1, "asReported").fill("ice");
  await form.choose(form.line(1, "substance"), "ice", /^Methamphetamine/);
  await form.choose(form.line(1, "form"), "crystal", /^Crystal/);
  await form.line(1, "quantity").fill("2");
  await form.choose(form.line(1, "unit"), "kg", "kg");
  for (const [at, [role, arrest]] of people.entries()) {
    await form.add("group");
    await form.choose(form.person(at + 1, "role"), role, new RegExp(`^${role}`));
    await form.person(at + 1, "arrest").selectOption({ label: arrest });
  }
  await form.newSource(`Bulletin of ${place}`);
  await form.choose(form.field("reliability"), "B", /^B/);
  await form.choose(form.field("credibility"), "2", /^2/);
  await form.choose(form.field("handling"), handling, new RegExp(`^${handling}`));
  await form.submitConfirming("as the test says");
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

test("crystal meth at Yanbian and its posts, an organiser at large, from good sources: by clicking, and for a colleague", async ({
  signedIn,
  as,
}) => {
  const mark = `mark${randomUUID().slice(0, 8)}`;
  const page = await signedIn(await newAccount("Filterer", "analyst"), "/cases");
  const shared = await logged(page, { handling: "GREEN", people: [["Organiser", "At large"]], place: `Ford ${mark}` });
  const own = await logged(page, { handling: "AMBER", people: [["Organiser", "At large"]], place: `Weir ${mark}` });
  // An organiser, and somebody at large: two people.
  await logged(page, {
    handling: "GREEN",
    people: [
      ["Organiser", "Arrested"],
      ["Courier", "At large"],
    ],
    place: `Quay ${mark}`,
  });

  const [cases, filter] = [new CasesPage(page), new FilterPanel(page)];
  await cases.open(`q=${mark}`);
  await whenAlive(filter.choice("point", "Yanbian"));
  expect(await cases.total()).toBe(3);
  await filter.choose("point", "Yanbian");
  await filter.range("period", "2009-03", "2010-05");
  await filter.choose("substance", "Methamphetamine");
  await filter.choose("form", "Crystal");
  await filter.choose("role", "Organiser");
  await filter.choose("arrest", "At large");
  await filter.choose("reliability", "A");
  await filter.choose("reliability", "B");
  await expect.poll(() => cases.references()).toEqual(expect.arrayContaining([shared, own]));
  expect(await cases.total()).toBe(2);
  // The same person: the case with two is not among them, and the choice says so before it is made.
  await expect(filter.choice("arrest", "At large")).toContainText("2");

  const link = page.url();
  expect(new URL(link).search).toBe(
    `?point=yanbian&from=2009-03&to=2010-05&substance=methamphetamine&form=crystal&role=organiser&arrest=at-large&reliability=A&reliability=B&q=${mark}`,
  );
  await page.reload();
  await expect.poll(() => cases.total()).toBe(2);

  await test.step("a colleague of another agency sees the same filter, and the cases of their own scope", async () => {
    const theirs = await as("outsider");
    await theirs.goto(link);
    await expect.poll(() => new CasesPage(theirs).references()).toEqual([shared]);
    expect(await new CasesPage(theirs).total()).toBe(1);
    expect(await new FilterPanel(theirs).said()).toEqual(await filter.said());
  });
});

test("chips say what is in force; the last change can be undone, and the browser's way back works", async ({ as }) => {
  const page = await as("analyst");
  const [cases, filter] = [new CasesPage(page), new FilterPanel(page)];
  await cases.open();
  await whenAlive(filter.choice("status", "Verified"));
  const all = await cases.total();
  await filter.choose("substance", "MDMA");
  await filter.choose("country", "China");
  expect(await filter.said()).toEqual(["Substance MDMA", "Country of the transit point China"]);
  const both = page.url();

  await filter.takeAway("substance");
  await expect.poll(() => filter.said()).toEqual(["Country of the transit point China"]);
  await filter.undo.click();
  await expect(page).toHaveURL(both);
  // Undoing is a change too.
  await filter.undo.click();
  await expect.poll(() => filter.said()).toEqual(["Country of the transit point China"]);
  await page.goBack();
  await expect(page).toHaveURL(both);
  await page.goForward();
  await expect.poll(() => filter.said()).toEqual(["Country of the transit point China"]);

  await page.getByRole("link", { name: "Clear all" }).first().click();
  await expect.poll(() => cases.total()).toBe(all);
  await page.reload();
  await filter.undo.click();
  await expect.poll(() => filter.said()).toEqual(["Country of the transit point China"]);
});

test("ranges are taken from their bars: by the keyboard, with Shift, and by dragging", async ({ as }) => {
  const page = await as("analyst");
  const [cases, filter] = [new CasesPage(page), new FilterPanel(page)];
  await cases.open("from=2009-01&to=2010-12");
  const bars = filter.part("period").getByRole("list", { name: "Cases by month" });
  await whenAlive(bars.getByRole("link").first());
  const bar = (month: string) => bars.getByRole("link", { name: new RegExp(`^${month}: `) });

  await bar("2009-01").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(bar("2009-03")).toBeFocused();
  const count = Number(/: (\d+)/.exec((await bar("2009-03").innerText()).trim())?.[1]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?from=2009-03&to=2009-03$/);
  expect(count > 0 ? await cases.total() : count).toBe(count);

  await bar("2009-08").focus();
  await page.keyboard.press("Shift+Enter");
  await expect(page).toHaveURL(/\?from=2009-03&to=2009-08$/);

  await cases.open("from=2009-01&to=2010-12");
  await whenAlive(bars.getByRole("link").first());
  await bar("2009-05").hover();
  await page.mouse.down();
  await bar("2010-02").hover();
  await page.mouse.up();
  await expect(page).toHaveURL(/\?from=2009-05&to=2010-02$/);

  await filter.range("grams", "1000", "2500.50");
  await expect(page).toHaveURL(/min=1000&max=2500\.5$|max=2500\.50&min=1000$|min=1000&max=2500\.50$/);
  expect(await filter.said()).toContain("Weight of a line 1 kg to 2.5005 kg");
});

test("a phone has the filter in a drawer, and all of it", async ({ as }) => {
  const page = await as("analyst", { viewport: { width: 390, height: 844 }, hasTouch: true });
  const [cases, filter] = [new CasesPage(page), new FilterPanel(page)];
  await cases.open();
  await expect(filter.panel).toBeHidden();
  const open = page.getByRole("button", { name: "Filters", exact: true });
  await whenAlive(open);
  await open.click();
  await expect(filter.panel).toBeVisible();
  const find = filter.panel.getByRole("searchbox", { name: "Find: Transit point" });
  await find.fill("图们");
  await expect(filter.choice("point", "Tumen")).toBeVisible();
  await expect(filter.choice("point", "Dandong")).toBeHidden();
  await filter.choice("point", "Tumen").click();
  await expect(page).toHaveURL(/point=tumen/);
  await filter.panel.getByRole("button", { name: /^Show \d+ cases?/ }).click();
  await expect(filter.panel).toBeHidden();
  await expect.poll(() => filter.said()).toEqual(["Tumen"]);
});

test("a text offers what it may mean, and shows where it was found", async ({ signedIn }) => {
  const mark = `mark${randomUUID().slice(0, 8)}`;
  const page = await signedIn(await newAccount("Searcher", "analyst"), "/cases");
  const reference = await logged(page, {
    handling: "GREEN",
    people: [],
    place: "On the ice",
    note: `Seen before: the ${mark.toUpperCase()} boat, and 冰毒 on it.`,
  });
  const [cases, filter] = [new CasesPage(page), new FilterPanel(page)];
  await cases.open(`q=${encodeURIComponent(`${mark} boat`)}`);
  expect(await cases.references()).toEqual([reference]);
  await expect(cases.row(reference)).toContainText("Note");
  await expect(cases.row(reference).locator("mark")).toHaveText(`${mark.toUpperCase()} boat`);

  await cases.open(`q=${encodeURIComponent("冰毒")}`);
  const offers = page.getByRole("list", { name: "Filters that the text may mean" });
  await whenAlive(filter.choice("status", "Verified"));
  await offers.getByRole("link", { name: /冰毒.*Substance: Methamphetamine/ }).click();
  await expect(page).toHaveURL(/\/cases\?substance=methamphetamine$/);
  await expect.poll(() => filter.said()).toEqual(["Substance Methamphetamine"]);

  await cases.open(`q=${mark}`);
  await page.getByRole("link", { name: "Look in names of people too" }).click();
  await expect(page).toHaveURL(/names=1$/);
  await expect(page.getByText("Names of people that you may read are searched too; the log says so.")).toBeVisible();
});
