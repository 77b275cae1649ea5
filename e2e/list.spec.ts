import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { newAccount } from "./accounts";
import { baseUrl, weir } from "./environment";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";
import { whenAlive } from "./pages/page-part";

/** Reports of 2021, where no other test logs one, through the interface for programs. @returns references and the word that finds them */
async function logged(count: number): Promise<{ references: string[]; word: string }> {
  const { email } = await newAccount(`Logger${randomUUID().slice(0, 6)}`, "analyst");
  const key = (await weir(["key:create", "--email", email, "--label", "list tests"])).trim();
  const word = `quay-${randomUUID().slice(0, 8)}`;
  const references: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    const line = { asReported: "ice", substance: "methamphetamine", form: "crystal", quantity: String(n), unit: "kg" };
    const answer = await fetch(`${baseUrl()}/api/v1/reports`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": randomUUID() },
      body: JSON.stringify({
        ...{ date: `2021-0${n}-11`, point: "changbai", attribution: "stated", place: word },
        ...{ lines: [{ ...line, qualifier: "exact" }], credibility: "2", handling: "green" },
        source: { create: { title: `Customs bulletin ${word} ${n}`, reliability: "B" } },
      }),
    });
    const body = await answer.json();
    expect(answer.status, JSON.stringify(body)).toBe(201);
    references.unshift(body.reference);
  }
  return { references, word };
}

test("the list by the keyboard: a range is chosen, grouped under an operation, verified, withdrawn, each said before", async ({
  signedIn,
}) => {
  const { references, word } = await logged(4);
  const page = await signedIn(await newAccount("Bulk", "reviewer"), `/cases?q=${word}`);
  const cases = new CasesPage(page);
  await expect.poll(() => cases.references()).toEqual(references);
  const box = (at: number) => page.getByRole("checkbox", { name: `Choose ${references[at]}`, exact: true });
  await whenAlive(box(0));
  const bar = page.getByRole("region", { name: "What to do about the chosen cases" });

  await test.step("from the second to the last, with Shift", async () => {
    await box(1).click();
    await box(3).click({ modifiers: ["Shift"] });
    await expect(bar).toContainText("3 cases chosen");
  });
  await bar.getByRole("button", { name: "Operation…" }).click();
  await page.getByLabel("Name of the operation").fill(`Op ${word}`);
  await page.getByRole("button", { name: "Set it for 3 cases" }).click();
  await expect(page.getByText("The operation is set for 3 cases")).toBeVisible();
  await expect(cases.row(references[1] ?? "")).toContainText(`Op ${word}`);
  await expect(cases.row(references[0] ?? "")).not.toContainText(`Op ${word}`);

  await test.step("verified, and what does not apply is named", async () => {
    if (!(await bar.isVisible())) {
      await box(1).click();
      await box(3).click({ modifiers: ["Shift"] });
    }
    await bar.getByRole("button", { name: "Verify…" }).click();
    await page.getByRole("button", { name: "Verify 3 cases" }).click();
    await expect(page.getByText("3 cases are verified")).toBeVisible();
    await expect(cases.row(references[2] ?? "")).toContainText("Verified");
  });

  await test.step("one withdrawn, with what it makes of its month", async () => {
    await page.goto(`/cases?q=${word}`);
    await whenAlive(box(1));
    await box(1).press("Space");
    await expect(bar).toContainText("1 case chosen");
    await bar.getByRole("button", { name: "Withdraw…" }).click();
    await expect(page.getByText("Changbai, March 2021: one case fewer (−1)")).toBeVisible();
    await page.getByLabel("Why is the case withdrawn?").fill("logged twice");
    await page.getByRole("button", { name: "Withdraw 1 case" }).click();
    await expect(page.getByText("1 case is withdrawn")).toBeVisible();
    await expect.poll(() => cases.total()).toBe(3);
  });
});

test("columns, order and the pane beside the list are the address's, and come back with it", async ({ signedIn }) => {
  const page = await signedIn(await newAccount("Lister", "analyst"), "/cases?to=2010-12");
  const cases = new CasesPage(page);
  await whenAlive(page.getByRole("button", { name: "Columns" }));
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Seizing agency" }).check();
  await page.getByRole("checkbox", { name: "Grade" }).uncheck();
  await page.getByRole("button", { name: "Transit point: further left" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/columns=/);
  await page
    .getByRole("link", { name: /kg eq/ })
    .or(page.getByRole("button", { name: /kg eq/ }))
    .first()
    .click();
  await expect(page).toHaveURL(/sort=-quantity/);
  await page.reload();
  // The rows stream in after the page.
  await expect(cases.table.getByRole("columnheader", { name: "Seizing agency" })).toBeVisible();
  const heads = await cases.table.getByRole("columnheader").allInnerTexts();
  const shown = heads.map((head) => head.trim()).filter(Boolean);
  expect(shown.join(" ")).toMatch(/Case.*Transit point.*Date/s);
  expect(shown.join(" ")).toContain("Seizing agency");
  expect(shown.join(" ")).not.toContain("Grade");

  const [first = "", second = ""] = await cases.references();
  await page
    .getByRole("button", { name: "Reading pane" })
    .or(page.getByRole("link", { name: "Reading pane" }))
    .first()
    .click();
  const pane = page
    .getByRole("complementary", { name: "The case beside the list" })
    .or(page.getByRole("region", { name: "The case beside the list" }))
    .first();
  await expect(pane).toBeVisible();
  await cases.link(first).focus();
  await page.keyboard.press("ArrowDown");
  await expect(pane).toContainText(second);
  await expect(pane).toHaveAttribute("aria-busy", "false");
  await expect(pane.locator("[data-pending]")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
});
