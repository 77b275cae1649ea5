import type { Page } from "@playwright/test";
import { accountOf, newAccount } from "./accounts";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { whenAlive } from "./pages/page-part";
import { Shell } from "./pages/shell";
import { SignInPage } from "./pages/sign-in";

/** Latin letters that are no language's: the product, keys, units, codes, and names of the account and its agency. */
const international =
  /\b(Weir|Tab|Alt|Ctrl|CLEAR|GREEN|AMBER|RED|TLP|STRICT|MDMA|UNODC|UTC|Garwood|API|api|kg|eq|English|Reader|Desk)\b/g;

/** What a page says, without the names on its map, which stand in three scripts for everybody. */
const readable = (page: Page) =>
  page.evaluate(() => {
    let text = document.body.innerText;
    for (const drawn of document.querySelectorAll("svg text")) text = text.replace(drawn.textContent, "");
    return text;
  });

test("one changes the language in place, and the next sign-in has it still", async ({ signedIn, visitor }) => {
  const page = await signedIn("analyst", "/cases?point=yanbian");
  const shell = new Shell(page);
  await whenAlive(shell.language);
  await shell.choose("ko");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(page, "the filter stays").toHaveURL(/\/cases\?point=yanbian$/);
  await expect(new CasesPage(page, "ko").row("D4")).toContainText("옌볜");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");

  const inKorean = new Shell(page, "ko");
  await inKorean.choose("zh");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");
  await expect(new CasesPage(page, "zh").row("D4")).toContainText("延边");

  const elsewhere = await visitor({ locale: "en-GB" });
  await new SignInPage(elsewhere).signIn(accountOf("analyst"), "/cases");
  await new Shell(page, "zh").choose("en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(elsewhere.locator("html"), "another browser keeps its own").toHaveAttribute("lang", "en");
});

for (const [locale, browser] of [
  ["zh", "zh-CN"],
  ["ko", "ko-KR"],
] as const)
  test(`a browser in ${browser} is answered in its language, without an English word left over`, async ({
    visitor,
  }) => {
    const page = await visitor({ locale: browser });
    const reader = await newAccount("Reader", "analyst"); // without drafts, which are offered in the words they were typed in
    for (const path of ["/sign-in", "/reports/new", "/account", "/trends?show=table&from=2001-01&to=2003-12"]) {
      if (path === "/reports/new") await new SignInPage(page, locale).signIn(reader, path);
      await page.goto(path, { waitUntil: "networkidle" });
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      const left = (await readable(page)).replace(/\S+@\S+/g, "").replace(international, "");
      expect(left.match(/[A-Za-z]{3,}/g) ?? [], path).toEqual([]);
    }
  });
