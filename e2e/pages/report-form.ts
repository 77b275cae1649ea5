import type { Locator, Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import type { Messages } from "@/lib/i18n/messages";
import { expect } from "../fixtures";
import { beginning, words } from "../words";
import { whenAlive } from "./page-part";

type Field = keyof Messages["reports"]["field"];

/** The form that logs a report. */
export class ReportForm {
  readonly t;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
    private readonly mode: "form" | "amend" = "form",
  ) {
    this.t = words(locale);
  }

  async open(): Promise<void> {
    await this.page.goto("/reports/new");
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.page).toHaveURL(/\/reports\/new\?draft=/);
    await whenAlive(this.field("date"));
    await this.page.evaluate(() => document.fonts.ready);
  }

  get form() {
    return this.page.getByRole("form", { name: this.t(`reports.${this.mode}.title`) });
  }

  /** The control with this label, and not the list that it opens. */
  private control(scope: Locator, label: string): Locator {
    return scope.getByLabel(label, { exact: true }).and(this.page.locator("input, select, textarea"));
  }

  field(name: Field): Locator {
    return this.control(this.form, this.t(`reports.field.${name}`));
  }

  private row(label: string): Locator {
    return this.form.getByRole("group", { name: label, exact: true });
  }

  /** A control of the nth line, from 1. */
  line(at: number, name: Field): Locator {
    return this.control(this.row(this.t("reports.row.line", { row: at })), this.t(`reports.field.${name}`));
  }

  /** A control of the nth row of people, from 1. */
  person(at: number, name: Field): Locator {
    return this.control(this.row(this.t("reports.row.person", { row: at })), this.t(`reports.field.${name}`));
  }

  add(what: "line" | "person" | "group" | "cash"): Promise<void> {
    return this.form.getByRole("button", { name: this.t(`reports.add.${what}`), exact: true }).click();
  }

  /** Types into a field that offers what the text may mean, and takes the first offer, which must be this one. */
  async choose(field: Locator, typed: string, offered: string | RegExp): Promise<void> {
    await field.selectText();
    await field.pressSequentially(typed);
    await expect(this.page.getByRole("listbox").getByRole("option").first()).toHaveText(offered);
    await field.press("Enter");
    await expect(this.page.getByRole("listbox")).toBeHidden();
  }

  /** Types the title of a source that the register does not have, and adds it. */
  async newSource(title: string): Promise<void> {
    await this.field("source").fill(title);
    await this.page.getByRole("option", { name: this.t("reports.add.source", { title }), exact: true }).click();
    await expect(this.control(this.form, this.t("reports.source.new"))).toHaveValue(title);
  }

  /**
   * Logs a short report: one line of ice, from a source that the register has.
   * @param where what is typed for the point, and what must be offered first
   * @returns the reference of its case
   */
  async log(report: {
    date: string;
    where: [typed: string, offered: RegExp];
    place: string;
    handling: "CLEAR" | "AMBER" | "RED";
    team?: string;
    name?: string;
    /** the case that it is a further source on */
    on?: string;
  }): Promise<string> {
    await this.page.goto(report.on === undefined ? "/reports/new" : `/reports/new?case=${report.on}`);
    await this.ready();
    await this.field("date").fill(report.date);
    await this.choose(this.field("point"), ...report.where);
    await this.field("place").fill(report.place);
    await this.line(1, "asReported").fill("ice");
    await this.choose(this.line(1, "substance"), "ice", /^Methamphetamine/);
    await this.line(1, "quantity").fill("2");
    await this.choose(this.line(1, "unit"), "kg", "kg");
    if (report.name) {
      await this.add("person");
      await this.person(1, "name").fill(report.name);
      await this.choose(this.person(1, "dataSubject"), "suspect", /^Suspect/);
    }
    await this.choose(this.field("source"), "Narcotics Control Strategy", /Control Strategy/);
    await this.choose(this.field("credibility"), "3", /^3/);
    await this.choose(this.field("handling"), report.handling, beginning(report.handling));
    if (report.team) await this.form.getByRole("checkbox", { name: beginning(report.team) }).check();
    await this.submitConfirming("as the test says");
    return new URL(this.page.url()).pathname.split("/")[2] ?? "";
  }

  get submit() {
    return this.page.getByRole("button", { name: beginning(this.t("reports.save.submit")) });
  }

  /** What looks odd, beside the form. */
  get warnings() {
    return this.page.getByRole("form", { name: this.t("warnings.title"), exact: true });
  }

  /** Gives a word for everything that looks odd by now. */
  async confirm(word = "as the test says"): Promise<void> {
    await expect(this.warnings).toBeVisible();
    for (const reason of await this.warnings.getByRole("textbox").all()) await reason.fill(word);
  }

  /** Submits, with a word for whatever looks odd. */
  async submitConfirming(word: string): Promise<void> {
    await this.submit.click();
    const away = () => /\/cases\/[^/?]+$/.test(this.page.url());
    const stopped = this.warnings.getByText(this.t("warnings.error.unconfirmed"));
    await expect.poll(async () => away() || (await stopped.count()) > 0).toBe(true);
    if (!away()) {
      await this.confirm(word);
      await this.submit.click();
    }
    await this.page.waitForURL(/\/cases\/[^/?]+$/);
  }

  /** That the server has what was typed. */
  get saved() {
    return this.page.getByText(this.t("reports.save.savedWhere"), { exact: true });
  }

  /** What the lines weigh, beside the form. */
  get conversion() {
    return this.page.getByRole("region", { name: this.t("reports.conversion.title"), exact: true });
  }

  /** Cases that are probably the event being typed, beside the form. */
  get duplicates() {
    return this.page.getByRole("region", { name: this.t("reports.duplicates.title"), exact: true });
  }

  /** That the report goes on a case that there is. */
  get attached() {
    return this.form.getByRole("status").filter({ hasText: this.t("reports.attached.text") });
  }

  get errors() {
    return this.form.getByRole("alert").filter({ hasText: this.t("reports.summary.safe") });
  }
}
