import type { Locator, Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import type { Messages } from "@/lib/i18n/messages";
import { expect } from "../fixtures";
import { beginning, words } from "../words";

type Field = keyof Messages["filter"]["field"];

/** The filter bar and its panel: a rail beside the list, or a drawer. */
export class FilterPanel {
  readonly t;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    this.t = words(locale);
  }

  get panel() {
    return this.page.getByRole("complementary", { name: this.t("filter.label") });
  }

  /** A part of the panel, by its field. */
  part(field: Field): Locator {
    return this.panel.locator("details").filter({
      has: this.page.locator("summary").filter({ hasText: beginning(this.t(`filter.field.${field}`)) }),
    });
  }

  /** Unfolds a part that is folded. */
  async unfold(field: Field): Promise<void> {
    const part = this.part(field).first();
    if ((await part.getAttribute("open")) === null) await part.locator("summary").first().click();
    await expect(part).toHaveAttribute("open", "");
  }

  /** A choice of a part, by the name that it begins with. */
  choice(field: Field, name: string): Locator {
    return this.part(field)
      .first()
      .getByRole("checkbox", { name: beginning(`${name} `) });
  }

  /** Presses a choice, in a part that may be folded, and waits until it is set. */
  async choose(field: Field, name: string): Promise<void> {
    await this.unfold(field);
    await this.choice(field, name).click();
    await expect(this.choice(field, name)).toBeChecked();
    await expect(this.chips.filter({ hasText: beginning(this.t(`filter.field.${field}`)) })).toBeVisible();
  }

  /** Fills both ends of a range and sends them. */
  async range(field: "period" | "grams", low: string, high: string): Promise<void> {
    await this.unfold(field);
    const [first, last] = field === "period" ? (["From", "To"] as const) : (["At least, g", "At most, g"] as const);
    await this.part(field).getByLabel(first, { exact: true }).fill(low);
    await this.part(field).getByLabel(last, { exact: true }).fill(high);
    await this.part(field).getByLabel(last, { exact: true }).press("Enter");
  }

  get chips() {
    return this.page.getByRole("list", { name: this.t("filter.chips") }).getByRole("listitem");
  }

  /** What is in force, in words, without the marks that take it away. */
  async said(): Promise<string[]> {
    return (await this.chips.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
  }

  async takeAway(field: Field): Promise<void> {
    const begin = this.t("filter.remove", { field: this.t(`filter.field.${field}`), value: "" });
    await this.page.getByRole("link", { name: beginning(begin.trimEnd()) }).click();
  }

  get undo() {
    return this.page.getByRole("link", { name: this.t("filter.undo"), exact: true });
  }
}
