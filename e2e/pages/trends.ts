import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import { expect } from "../fixtures";
import { words } from "../words";
import { readTable } from "./page-part";

/** The months of a filter, as a chart or as its table twin. */
export class TrendsPage {
  private readonly t;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    this.t = words(locale);
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(query ? `/trends?${query}` : "/trends");
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  get table() {
    const named = (name: string) => this.page.getByRole("table", { name, exact: true });
    return named(this.t("trends.table.caption")).or(named(this.t("trends.table.captionAmounts")));
  }

  /** A month's row of the table twin. */
  row(month: string) {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: month, exact: true }) });
  }

  /** The figure of a month in the table twin, which opens its cases. */
  figure(month: string) {
    return this.row(month).getByRole("link").last();
  }

  /** The cases of a month by the table twin; 0 where the month has no figure. */
  async cases(month: string): Promise<number> {
    const figure = this.figure(month);
    return (await figure.count()) === 0 ? 0 : Number(await figure.innerText());
  }

  /** The bar of a month in the chart: a link where the month has a figure. */
  bar(month: string) {
    return this.page.locator(`[data-month="${month}"]`);
  }

  /** The rows of the table twin by column, newest first, and its sums. */
  rows(): Promise<Record<string, string>[]> {
    return readTable(this.table);
  }
}
