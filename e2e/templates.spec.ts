import AxeBuilder from "@axe-core/playwright";
import { newAccount } from "./accounts";
import { expect, test } from "./fixtures";
import { ReportForm } from "./pages/report-form";
import { ReviewQueue } from "./pages/review-queue";

test("a report begins as another one, and with a template that is made, shared, renamed and removed", async ({
  signedIn,
}) => {
  const page = await signedIn(await newAccount("Tara", "analyst"), "/cases");
  const form = new ReportForm(page);
  const reference = await form.log({
    ...{ date: "2015-05-02", where: ["Tumen", /^Tumen/], place: "The old bridge", handling: "AMBER" },
    name: "Somebody Named",
  });

  await test.step("new from this one: all but what is unique, and what that was", async () => {
    await page.goto(`/cases/${reference}`);
    await page.getByRole("link", { name: "New from this one" }).click();
    await form.ready();
    await expect(page.getByRole("status").filter({ hasText: `Begins as the report on ${reference} says.` })).toHaveText(
      /Left out: the date, people named\.$/,
    );
    await expect(form.field("place")).toHaveValue("The old bridge");
    await expect(form.field("point")).toHaveValue("Tumen");
    await expect(form.line(1, "quantity")).toHaveValue("2");
    await expect(form.field("date")).toHaveValue("");
    await expect(form.form.getByText("Somebody Named")).toHaveCount(0);
    await form.field("date").fill("2015-09-01");
    await form.submitConfirming("as the test says");
    expect(page.url()).not.toContain(reference);
  });

  const templates = page.getByRole("region", { name: /^Templates/ });
  await test.step("a template from the report's page keeps no figure", async () => {
    await page.goto("/reports");
    await expect(templates).toContainText("No templates yet.");
    await page
      .getByRole("listitem")
      .filter({ hasText: reference })
      .getByRole("link", { name: /Control Strategy/ })
      .click();
    await page.getByRole("button", { name: "Save as a template" }).click();
    await page.getByRole("button", { name: "Save template" }).click();
    await expect(page.getByText("Give the template a name.")).toBeVisible();
    await page.getByLabel("Name", { exact: true }).fill("Bridge, ice");
    await page.keyboard.press("Enter");
    await expect(page.getByText("“Bridge, ice” is saved.")).toBeVisible();
    await page.getByRole("link", { name: "See templates" }).click();
    await expect(templates).toContainText("Tumen, Methamphetamine");
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
  });

  await test.step("shared and called otherwise, it begins a colleague's report in their language", async () => {
    await templates.getByRole("button", { name: "Rename or share Bridge, ice" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Old bridge");
    await page.getByLabel("Colleagues in my agency may use it").check();
    await page.getByRole("button", { name: "Save template" }).click();
    await expect(templates.getByRole("listitem")).toContainText("Old bridge");

    const colleague = await signedIn(await newAccount("Tomas", "analyst"), "/reports/new");
    const theirs = new ReportForm(colleague);
    await colleague.getByRole("form").getByRole("link", { name: "Old bridge" }).click();
    await theirs.ready();
    await expect(colleague.getByText("Begins with the template “Old bridge”.")).toBeVisible();
    await expect(theirs.field("place")).toHaveValue("The old bridge");
    await expect(theirs.line(1, "unit")).toHaveValue("kg");
    await expect(theirs.line(1, "quantity")).toHaveValue("");
    await colleague.goto("/reports");
    await expect(colleague.getByRole("region", { name: /^Templates/ })).toContainText("shared by Tara");
    await expect(colleague.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  });

  await templates.getByRole("button", { name: "Remove Old bridge" }).click();
  await templates.getByRole("button", { name: "Keep" }).click();
  await templates.getByRole("button", { name: "Remove Old bridge" }).click();
  await templates.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(templates).toContainText("No templates yet.");
});

test("the queue shows what to look at twice: confirmed warnings, probable duplicates, what changed", async ({
  signedIn,
}) => {
  const author = await signedIn(await newAccount("Quentin", "analyst"), "/cases");
  const form = new ReportForm(author);
  const place = `Twin sheds ${Date.now()}`;
  const same = { where: ["Linjiang", /^Linjiang/] as [string, RegExp], place, handling: "CLEAR" as const };
  const first = await form.log({ ...same, date: "2012-09-03" });
  const second = await form.log({ ...same, date: "2012-09-05" });

  const page = await signedIn(await newAccount("Quinn", "reviewer"), "/cases");
  const queue = new ReviewQueue(page);
  await queue.open(`q=${encodeURIComponent(place)}`);
  await queue
    .row(second)
    .getByRole("button", { name: /probable duplicate/ })
    .click();
  const panel = page.getByRole("region", { name: /probable duplicate/ });
  await expect(panel.getByRole("link", { name: first })).toBeVisible();
  await expect(panel).toContainText("same place and week, nearly the same quantity");
  await page.keyboard.press("Escape");
  // Published years after the event: asked about, and confirmed with a word.
  await queue.row(second).getByRole("button", { name: "1 warning confirmed by the author" }).click();
  await expect(page.getByRole("region", { name: "1 warning confirmed by the author" })).toContainText(
    "as the test says",
  );
  await page.keyboard.press("Escape");

  await queue.box(second).check();
  await page.getByRole("button", { name: "Return 1 to its author" }).click();
  await page.getByLabel("What has to be put right in this report?").fill("Which shed?");
  await page.getByRole("button", { name: "Return 1", exact: true }).click();
  await expect(page.getByText("1 is returned to its author.")).toBeVisible();

  const amending = new ReportForm(author, "en", "amend");
  await author.goto("/reports");
  await author.getByRole("link", { name: `Amend the report on ${second}` }).click();
  await amending.ready();
  await amending.line(1, "quantity").fill("2.5");
  const word = amending.warnings.getByRole("textbox");
  await expect(word, "confirmed before and unchanged: it is not asked about again").toHaveValue("as the test says");
  await amending.field("reason").fill("The eastern one.");
  await author.keyboard.press("Control+Enter");
  await author.waitForURL(/amended=1/);

  await queue.open(`q=${encodeURIComponent(place)}`);
  await expect(queue.row(second)).toContainText("since version 1: Seizure lines");
  await expect(queue.row(second).locator("mark")).toHaveCount(1);
  await expect(queue.row(second).locator("mark")).toContainText("2.5");
});
