import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import type { Account } from "../environment";
import { words } from "../words";

export class SignInPage {
  private readonly t;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    this.t = words(locale);
  }

  get email() {
    return this.page.getByLabel(this.t("auth.signIn.email"));
  }

  get password() {
    return this.page.getByLabel(this.t("auth.signIn.password"), { exact: true });
  }

  get submit() {
    return this.page.getByRole("button", { name: this.t("auth.signIn.submit"), exact: true });
  }

  /** Signs in with e-mail and password. @param path where to go first: a page that asks for signing in, or the sign-in page itself */
  async signIn(account: Account, path = "/sign-in"): Promise<void> {
    await this.page.goto(path);
    await this.fill(account);
    await this.page.waitForURL((url) => url.pathname !== "/sign-in");
  }

  /** Fills the form that is open and sends it. */
  async fill({ email, password }: Account): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }
}
