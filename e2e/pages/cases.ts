import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import { expect } from "../fixtures";
import { beginning, words } from "../words";
import { readTable } from "./page-part";

/** The list of cases. */
export class CasesPage {
  private readonly t;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    this.t = words(locale);
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(query ? `/cases?${query}` : "/cases");
    await expect(this.list).toBeVisible();
  }

  get list() {
    return this.page.getByRole("region", { name: this.t("cases.title"), exact: true });
  }

  /** The sentence with the exact total. */
  get summary() {
    return this.list.getByRole("status");
  }

  get table() {
    return this.page.getByRole("grid", { name: this.t("cases.table"), exact: true });
  }

  /** What is not understood of the address. */
  get problems() {
    return this.list.getByRole("list").filter({ hasText: /./ }).first();
  }

  link(reference: string) {
    return this.table.locator(`a[href="/cases/${reference}"]`);
  }

  row(reference: string) {
    return this.table.getByRole("row").filter({ has: this.page.locator(`a[href="/cases/${reference}"]`) });
  }

  /** A choice of the filter panel, by the name that it begins with. */
  choice(name: string) {
    return this.page
      .getByRole("complementary", { name: this.t("filter.label") })
      .getByRole("checkbox", { name: beginning(`${name} `) });
  }

  /** The total that the page states. */
  async total(): Promise<number> {
    const text = await this.summary.locator("b").filter({ visible: true }).innerText();
    return Number(text.replace(/\D/g, ""));
  }

  /** The references on this page of the list, in its order. */
  references(): Promise<string[]> {
    return this.list
      .locator("a[data-row-link]")
      .evaluateAll((links) => links.map((link) => (link.getAttribute("href") ?? "").replace("/cases/", "")));
  }

  /** Every row by column, as it is seen; the boxes that choose rows are left out. */
  async rows(): Promise<Record<string, string>[]> {
    return (await readTable(this.table)).map(({ 0: _box, ...row }) => row);
  }
}
