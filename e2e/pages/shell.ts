import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import { localeNames } from "@/lib/i18n/locale";
import { words } from "../words";

/** What stands around every page of a signed-in person. */
export class Shell {
  private readonly t;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    this.t = words(locale);
  }

  get account() {
    const [, after = ""] = this.t("nav.me", { name: "\u0000" }).split("\u0000");
    return this.page.getByRole("banner").getByRole("button", { name: after });
  }

  get language() {
    return this.page.getByRole("banner").getByRole("button", { name: this.t("nav.language") });
  }

  /** A link of the top bar's navigation. */
  destination(key: "cases" | "trends") {
    return this.page.getByRole("banner").getByRole("link", { name: this.t(`nav.${key}`), exact: true });
  }

  get log() {
    return this.page.getByRole("banner").getByRole("link", { name: this.t("nav.log") });
  }

  get search() {
    return this.page.getByRole("banner").getByRole("searchbox", { name: this.t("nav.search") });
  }

  async choose(locale: Locale): Promise<void> {
    await this.language.click();
    await this.page.getByRole("button", { name: localeNames[locale], exact: true }).click();
  }

  async signOut(): Promise<void> {
    await this.account.click();
    await this.page.getByRole("button", { name: this.t("nav.signOut") }).click();
    // The sign-in page makes itself a document of its own: nothing of what was open stays in this browser's memory.
    await this.page.waitForFunction(() => {
      const [loaded] = performance.getEntriesByType("navigation");
      return loaded && new URL(loaded.name).pathname === "/sign-in" && document.readyState === "complete";
    });
  }
}
