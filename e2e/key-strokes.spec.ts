import type { Page } from "@playwright/test";
import { baseUrl, stateOf } from "./environment";
import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { ReportForm } from "./pages/report-form";

/**
 * What a report costs beside its own text. The text itself is what the source says and somebody has to write in any case: the date, the
 * seizing agency, what was seized as one line of words, names, numbers. Every other key counts one: Tab, Enter, arrows, letters
 * typed only to pick an offer, and a key with Alt or Ctrl.
 */
class Typist {
  keys = 0;
  constructor(readonly page: Page) {}

  /** Writes what the source says. */
  async text(words: string): Promise<void> {
    await this.page.keyboard.type(words);
  }
  /** Presses keys, each of which counts. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.keys += 1;
    }
  }
  /** Types letters to pick an offer: each of them counts. */
  async pick(letters: string, offered: RegExp): Promise<void> {
    await this.press(...letters);
    await expect(this.page.getByRole("listbox").getByRole("option").first()).toHaveText(offered);
  }
  /** Where the focus should be by now. */
  async at(form: ReportForm, path: string): Promise<void> {
    await expect(form.page.locator(`[id="field.${path}"]`)).toBeFocused();
  }
}

const most = 45;
/** D2 fell on this day ten years before: the register's own months stay as the other tests count them. */
const date = "2015-02-17";

/** The source that D2 rests on, of this month: known to the register before the first key is counted. */
const title = "Patrol guard seized 2,000 tablets";
test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage({ storageState: stateOf("analyst"), baseURL: baseUrl() });
  const form = new ReportForm(page);
  await form.open();
  await form.field("date").fill("2015-01");
  await form.line(1, "asReported").fill("ice");
  await form.choose(form.line(1, "substance"), "ice", /^Methamphetamine/);
  await form.line(1, "quantity").fill("1");
  await form.choose(form.line(1, "unit"), "kg", "kg");
  await form.newSource(title);
  await form.field("publisher").fill("Gongan Bao");
  await form.field("published").fill("2015-02-21");
  await form.choose(form.field("reliability"), "F", /^F/);
  await form.choose(form.field("credibility"), "6", /^6/);
  await form.submitConfirming("as it is");
  await page.close();
});

/** Opens the form by its key, as from anywhere: the date has the focus. */
async function opened(page: Page): Promise<[ReportForm, Typist]> {
  const form = new ReportForm(page);
  await form.open();
  await expect(form.field("date")).toBeFocused();
  return [form, new Typist(page)];
}

/** The documented case D2 as the article's two sentences have it: date, point, agency, two lines in one. */
async function whenWhereWhat(form: ReportForm, typist: Typist): Promise<void> {
  await typist.text(date);
  await typist.press("Tab");
  await typist.pick("dan", /^Dandong/);
  await typist.press("Tab", "Tab", "Tab");
  await typist.at(form, "seizingAgency");
  await typist.text("Dandong law enforcement");
  await typist.press("Control+ArrowDown");
  await typist.at(form, "lines.0.asReported");
  await typist.text("2,000 MDMA (ecstasy) tablets; 300 MaGu tablets");
  await typist.press("Enter");
  await expect(form.line(2, "substance")).toHaveValue("MaGu");
}

/** From the people on: a source that the register has, its credibility, and away. */
async function sourceAndAway(form: ReportForm, typist: Typist): Promise<string> {
  await typist.press("Control+ArrowDown", "Control+ArrowDown", "Control+ArrowDown");
  await typist.at(form, "source.found");
  await typist.pick("gong", /Gongan Bao, 2015-02-21/);
  await typist.press("Tab");
  await typist.at(form, "credibility");
  await typist.pick("6", /^6/);
  await typist.press("Control+Enter");
  await form.page.waitForURL(/\/cases\/C-[^/?]+$/);
  return new URL(form.page.url()).pathname.split("/")[2] ?? "";
}

function say(what: string, keys: number): void {
  const figure = `${what}: ${keys} key strokes beside the text, at most ${most}`;
  test.info().annotations.push({ type: "key strokes", description: figure });
  console.log(figure);
  expect(keys).toBeLessThanOrEqual(most);
}

const lines = [
  expect.objectContaining({ "Substance as reported": "“MDMA (ecstasy) tablets”", Range: "0.50 kg to 0.60 kg" }),
  expect.objectContaining({ "Substance as reported": "“MaGu tablets”", Range: "0.027 kg to 0.030 kg" }),
  expect.anything(),
];

test("D2 from the article's two sentences, by the keyboard alone", async ({ as }) => {
  const page = await as("analyst");
  const [form, typist] = await opened(page);
  await whenWhereWhat(form, typist);
  await typist.press("Control+ArrowDown");
  await typist.at(form, "arrests.count");
  await typist.text("7");
  await typist.press("Tab", "Tab", "Tab", "Enter");
  await typist.at(form, "people.0.words");
  await typist.press("Tab", "Tab");
  await typist.text("7");
  await typist.press("Tab", "Tab", "a");
  const reference = await sourceAndAway(form, typist);
  say("D2", typist.keys);
  const file = new CaseFilePage(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(reference);
  expect(await file.lines()).toEqual(lines);
  await expect(file.facts).toContainText(date);
  await expect(file.facts).toContainText("Dandong");
  await expect(file.people).toContainText("7");
  await expect(file.people).toContainText("Arrested");
});

test("a typical report: one point, two lines, two people, a known source", async ({ as }) => {
  const page = await as("analyst");
  const [form, typist] = await opened(page);
  await whenWhereWhat(form, typist);
  await typist.press("Control+ArrowDown");
  await typist.text("7");
  for (const [at, alias] of ["Old Ferry", "Second Uncle"].entries()) {
    await typist.press("Alt+Enter");
    await typist.at(form, `people.${at}.name`);
    await typist.press("Tab");
    await typist.text(alias);
    await typist.press("Tab");
    await typist.pick("cou", /^Courier/);
    await typist.press("Tab", "a", "Tab");
    await typist.pick("s", /^Suspect/);
  }
  const reference = await sourceAndAway(form, typist);
  say("a typical report", typist.keys);
  const file = new CaseFilePage(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(reference);
  expect(await file.lines()).toEqual(lines);
  for (const words of ["Old Ferry", "Second Uncle", "Courier", "Arrested"])
    await expect(file.people).toContainText(words);
});
