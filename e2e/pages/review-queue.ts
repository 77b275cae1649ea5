import type { Page } from "@playwright/test";
import { expect } from "../fixtures";

/** The queue of what waits for a reviewer. */
export class ReviewQueue {
  constructor(readonly page: Page) {}

  async open(query = ""): Promise<void> {
    await this.page.goto(query ? `/review?${query}` : "/review");
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText("Waiting for review");
  }

  private get rows() {
    return this.page.getByRole("table", { name: "Waiting for review" }).locator("tbody tr");
  }

  row(reference: string) {
    // A hint at a duplicate, in a list in its own row, names other cases.
    return this.rows.filter({ has: this.page.locator("a:not(li a)", { hasText: reference }) });
  }

  link(reference: string) {
    return this.row(reference).getByRole("link", { name: reference });
  }

  box(reference: string) {
    return this.row(reference).getByRole("checkbox");
  }

  /** The references in the order shown. */
  references(): Promise<string[]> {
    return this.rows.locator("a:not(li a)").allInnerTexts();
  }
}
