import type { Locator, Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import { expect } from "../fixtures";
import { beginning, words } from "../words";
import { readTable } from "./page-part";

/** The file of one case. */
export class CaseFilePage {
  private readonly t;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    this.t = words(locale);
  }

  async open(reference: string): Promise<void> {
    await this.page.goto(`/cases/${reference}`);
    await expect(this.page.getByRole("heading", { level: 1 })).toContainText(reference);
  }

  private part(name: "lines" | "people" | "assets" | "reports" | "history") {
    return this.page.getByRole("region", { name: beginning(this.t(`casefile.${name}.title`)) });
  }

  get people() {
    return this.part("people");
  }

  get assets() {
    return this.part("assets");
  }

  get reports() {
    return this.part("reports");
  }

  get history() {
    return this.part("history");
  }

  get facts() {
    return this.page.getByRole("region", { name: this.t("casefile.facts"), exact: true });
  }

  get counting() {
    return this.page.getByRole("region", { name: this.t("casefile.counting.title"), exact: true });
  }

  /** The case's own status, in the header of the file. */
  get status() {
    return this.page.getByRole("main").locator("[data-status]").first();
  }

  /** The seizure lines by column. */
  lines(): Promise<Record<string, string>[]> {
    return readTable(this.part("lines").getByRole("table"));
  }

  /** Presses a line's weight and gives what it opens: the factor and its source. @param weight words of that weight */
  async factorOf(weight: string): Promise<Locator> {
    await this.part("lines").getByRole("button", { name: weight }).click();
    return this.part("lines").getByRole("region", { name: this.t("common.factorAndSource") });
  }

  /** The people by column. */
  involvements(): Promise<Record<string, string>[]> {
    return readTable(this.people.getByRole("table"));
  }

  /** The facts of the side column, by name. */
  statedFacts(): Promise<Record<string, string>> {
    return this.facts.evaluate((element) =>
      Object.fromEntries(
        [...element.querySelectorAll("dt")].map((term) => [
          term.innerText.trim(),
          (term.nextElementSibling instanceof HTMLElement ? term.nextElementSibling.innerText : "")
            .replace(/\s+/g, " ")
            .trim(),
        ]),
      ),
    );
  }
}
