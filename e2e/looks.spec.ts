import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/codes";
import { baseUrl } from "./environment";
import { expect, test } from "./fixtures";

const pages = [
  "/",
  "/cases",
  "/cases/D4",
  "/trends",
  "/trends?show=table",
  "/reports",
  "/review",
  "/reports/new",
  "/account",
  "/sign-in",
] as const;
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function settled(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "networkidle" });
  await expect(page.getByRole("main")).toBeVisible();
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}

/** Whose page it is, of those who are signed in. */
const whose = (path: string) => (path === "/review" ? "reviewer" : "analyst");

const choose = (page: Page, locale: Locale) =>
  page.context().addCookies([{ name: "weir-locale", value: locale, url: baseUrl() }]);

for (const colorScheme of ["light", "dark"] as const)
  for (const path of pages)
    test(`nothing stands in anybody's way: ${path}, ${colorScheme}`, async ({ as, visitor }) => {
      const page = await (path === "/sign-in" ? visitor({ colorScheme }) : as(whose(path), { colorScheme }));
      await settled(page, path);
      expect(await violations(page)).toEqual([]);
    });

for (const locale of ["zh", "ko"] as const)
  for (const path of ["/", "/cases", "/cases/D4", "/trends", "/reports/new", "/sign-in"] as const)
    test(`a phone shows it whole: ${path}, ${locale}`, async ({ as, visitor }) => {
      const how = { viewport: { width: 390, height: 844 } };
      const page = await (path === "/sign-in" ? visitor(how) : as("analyst", how));
      await choose(page, locale);
      await settled(page, path);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, "the page scrolls sideways").toBe(0);
      expect(await violations(page)).toEqual([]);
    });

/** Budgets of the look, in kilobytes of JavaScript, gzipped, transferred until nothing more is asked for. */
const budgets = { "/sign-in": 200, "/cases": 230, "/trends": 330 } as const;

for (const [path, most] of Object.entries(budgets))
  test(`little JavaScript: ${path}`, async ({ as, visitor }) => {
    const page = await (path === "/sign-in" ? visitor() : as("analyst"));
    const session = await page.context().newCDPSession(page);
    const scripts = new Set<string>();
    let bytes = 0;
    session.on("Network.responseReceived", ({ requestId, type }) => {
      if (type === "Script") scripts.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await settled(page, path);
    const kilobytes = bytes / 1024;
    const figure = `${path}: ${kilobytes.toFixed(1)} KB of JavaScript in ${scripts.size} files, budget ${most}`;
    test.info().annotations.push({ type: "JavaScript", description: figure });
    console.log(figure);
    expect(kilobytes).toBeGreaterThan(50);
    expect(kilobytes).toBeLessThanOrEqual(most);
  });
