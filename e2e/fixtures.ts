import type { BrowserContextOptions, Page } from "@playwright/test";
import { test as base, expect } from "@playwright/test";
import type { Person } from "./accounts";
import { accountOf } from "./accounts";
import type { Account } from "./environment";
import { stateOf } from "./environment";
import { SignInPage } from "./pages/sign-in";

export { expect };

/** What a page did that it should not have: console errors, hydration warnings, failed requests, uncaught errors. */
class Guard {
  readonly problems: string[] = [];
  private allowed: RegExp[] = [];

  /** Says that a problem is part of this test, such as the answer to a wrong id. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  watch(page: Page): void {
    page.on("console", (message) => {
      const text = message.text();
      if (message.type() === "error" || /hydrat|did not match|width\(-?\d+\)/i.test(text))
        this.note(`console ${message.type()}: ${text} (${message.location().url})`);
    });
    page.on("pageerror", (error) => this.note(`uncaught: ${error.message}`));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // The browser itself drops what a navigation made useless.
      if (reason !== "net::ERR_ABORTED") this.note(`request failed: ${request.method()} ${request.url()} ${reason}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.note(`${response.status()}: ${response.request().method()} ${response.url()}`);
    });
  }

  unexpected(): string[] {
    return this.problems.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
  }

  private note(problem: string): void {
    this.problems.push(problem);
  }
}

type How = Pick<BrowserContextOptions, "locale" | "colorScheme" | "viewport" | "hasTouch">;

type Fixtures = {
  /** Fails the test for whatever went wrong in its pages beside what it asserted. */
  guard: Guard;
  /** A page of a browser of its own in which nobody is signed in. */
  visitor: (how?: How) => Promise<Page>;
  /** A page of a browser that is signed in as somebody. Many tests share that session: end it in none of them. */
  as: (person: Person, how?: How) => Promise<Page>;
  /** A page of somebody who has just signed in, in a session of this test's own. @param path where to */
  signedIn: (who: Person | Account, path?: string) => Promise<Page>;
};

export const test = base.extend<Fixtures & { newPage: (options: BrowserContextOptions) => Promise<Page> }>({
  guard: [
    async ({ page }, use) => {
      const guard = new Guard();
      guard.watch(page);
      await use(guard);
      expect(guard.unexpected(), "what went wrong beside the test").toEqual([]);
    },
    { auto: true },
  ],
  newPage: async ({ browser, guard }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      guard.watch(page);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  visitor: async ({ newPage }, use) => use((how = {}) => newPage(how)),
  as: async ({ newPage }, use) => use((person, how = {}) => newPage({ storageState: stateOf(person), ...how })),
  signedIn: async ({ visitor }, use) =>
    use(async (who, path) => {
      const page = await visitor();
      await new SignInPage(page).signIn(typeof who === "string" ? accountOf(who) : who, path);
      return page;
    }),
});
