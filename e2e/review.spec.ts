import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { newAccount } from "./accounts";
import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { whenAlive } from "./pages/page-part";
import { ReportForm } from "./pages/report-form";
import { ReviewQueue } from "./pages/review-queue";
import { Shell } from "./pages/shell";

/** Logs a report of some grams of ice at a place. Gives the case's reference. */
async function logged(page: Page, place: string, quantity: string): Promise<string> {
  const form = new ReportForm(page);
  await form.open();
  await form.field("date").fill("2014-03-02");
  await form.field("place").fill(place);
  await form.line(1, "asReported").fill("ice");
  await form.choose(form.line(1, "substance"), "methamph", /^Methamphetamine/);
  await form.line(1, "quantity").fill(quantity);
  await form.choose(form.line(1, "unit"), "gram", "g");
  await form.newSource(`Notice of ${place}`);
  await form.choose(form.field("reliability"), "B", /^B/);
  await form.choose(form.field("credibility"), "2", /^2/);
  await form.submit.click();
  await page.waitForURL(/\/cases\/[^/]+$/);
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

test("a reviewer goes through the queue: the oldest first, verifies one, returns one with a reason", async ({
  signedIn,
}) => {
  const mark = randomUUID().slice(0, 8);
  const [author, reviewer] = [await newAccount("Hana", "analyst"), await newAccount("Ruth", "reviewer")];
  const page = await signedIn(author, "/cases");
  const first = await logged(page, `Pier ${mark}`, "100");
  const second = await logged(page, `Quay ${mark}`, "200");

  const theirs = await signedIn(reviewer, "/cases");
  const queue = new ReviewQueue(theirs);
  const own = await logged(theirs, `Dock ${mark}`, "300");
  await test.step("all that waits, the oldest first, and why one is not theirs", async () => {
    await queue.open(`q=${mark}`);
    expect(await queue.references()).toEqual([first, second, own]);
    await expect(queue.row(first)).toContainText("Methamphetamine");
    await expect(queue.row(first)).toContainText("100 g");
    await expect(queue.row(first)).toContainText("Hana");
    await expect(queue.row(own)).toContainText("you wrote it: another reviewer decides");
    await expect(queue.box(own)).toHaveCount(0);
  });

  await test.step("from the keyboard: choose the first and verify it", async () => {
    await whenAlive(queue.box(first));
    await theirs.keyboard.press("j");
    await expect(queue.link(first)).toBeFocused();
    await theirs.keyboard.press("x");
    await expect(queue.box(first)).toBeChecked();
    await theirs.getByRole("button", { name: "Verify 1" }).click();
    await expect(theirs.getByText("1 is verified.")).toBeVisible();
    await expect.poll(() => queue.references()).toEqual([second, own]);
  });

  await test.step("return the second, which needs a reason", async () => {
    await queue.box(second).check();
    await theirs.getByRole("button", { name: "Return 1 to its author" }).click();
    await theirs.getByRole("button", { name: "Return 1", exact: true }).click();
    await expect(theirs.getByText("Say what has to be put right.")).toBeVisible();
    await theirs.getByLabel("What has to be put right in this report?").fill("Which quay was it?");
    await theirs.getByRole("button", { name: "Return 1", exact: true }).click();
    await expect(theirs.getByText("1 is returned to its author.")).toBeVisible();
    await expect.poll(() => queue.references()).toEqual([own]);
  });

  await test.step("one's own is not theirs in its file either", async () => {
    await queue.link(own).click();
    const file = new CaseFilePage(theirs);
    await expect(file.reports).toContainText("You wrote this version.");
    await expect(theirs.getByRole("button", { name: /^Verify/ })).toHaveCount(0);
  });

  await test.step("the author sees at once what came back, and why", async () => {
    await page.goto("/cases");
    await whenAlive(new Shell(page).search);
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await expect(page).toHaveURL(/\/reports$/);
    const back = page.getByRole("region", { name: /^Returned to me/ });
    await expect(back.getByRole("heading")).toHaveText("Returned to me 1");
    await expect(back).toContainText("Which quay was it?");
    await expect(back).toContainText("returned by Ruth");
    await expect(page.getByRole("region", { name: /^Waiting/ })).toContainText("Nothing of yours waits.");
    await back.getByRole("link", { name: second, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/cases/${second}`));
  });

  await test.step("what was decided stands in the files", async () => {
    const file = new CaseFilePage(page);
    await file.open(first);
    await expect(file.status).toHaveText("Verified");
    await file.open(second);
    await expect(file.status).toHaveText("Returned");
    await expect(file.history).toContainText("Which quay was it?");
  });
});

test("of several, one that somebody else was faster with is named and left as it is", async ({ as, signedIn }) => {
  const mark = randomUUID().slice(0, 8);
  const page = await as("analyst");
  const [taken, open] = [await logged(page, `Ramp ${mark}`, "10"), await logged(page, `Yard ${mark}`, "20")];
  const theirs = await signedIn(await newAccount("Slow", "reviewer"), `/review?q=${mark}`);
  const queue = new ReviewQueue(theirs);
  await whenAlive(queue.box(taken));
  const faster = await as("reviewer");
  const file = new CaseFilePage(faster);
  await file.open(taken);
  await faster.getByRole("button", { name: "Verify version 1" }).click();
  await expect(faster.getByText("Version 1 is verified.")).toBeVisible();

  await theirs.getByLabel("Choose all 2 you may decide").check();
  await theirs.getByRole("button", { name: "Return 2 to their authors" }).click();
  await theirs.getByLabel("What has to be put right in these 2 reports?").fill("The month is missing.");
  await theirs.getByRole("button", { name: "Return 2", exact: true }).click();
  await expect(theirs.getByText("1 is returned to its author.")).toBeVisible();
  await expect(theirs.getByRole("listitem").filter({ hasText: taken })).toContainText("before you");
  await file.open(taken);
  await expect(file.status).toHaveText("Verified");
  await file.open(open);
  await expect(file.status).toHaveText("Returned");
});

test("a draft is gone on with from the list of one's own, or discarded once asked and answered", async ({
  signedIn,
}) => {
  const page = await signedIn(await newAccount("Dora", "analyst"), "/cases");
  const form = new ReportForm(page);
  await form.open();
  await form.field("place").fill("A barn by the river");
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  await page.goto("/reports");
  const drafts = page.getByRole("region", { name: /^Drafts/ });
  await expect(drafts.getByRole("heading")).toHaveText("Drafts 1");
  await drafts.getByRole("link", { name: "Go on" }).click();
  await form.ready();
  await expect(form.field("place")).toHaveValue("A barn by the river");
  await page.goto("/reports");
  await drafts.getByRole("button", { name: "Discard A barn by the river" }).click();
  await drafts.getByRole("button", { name: "No, keep it" }).click();
  await drafts.getByRole("button", { name: "Discard A barn by the river" }).click();
  await drafts.getByRole("button", { name: "Yes, discard" }).click();
  await expect(drafts).toContainText("No draft.");
});

test("the queue is a reviewer's: in the navigation, by its keys, and at its address", async ({ as, guard }) => {
  const page = await as("reviewer");
  await page.goto("/cases");
  const shell = new Shell(page);
  await whenAlive(shell.search);
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await expect(page).toHaveURL(/\/review\?owner=desk$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for review");

  guard.allow(/403/);
  const analyst = await as("analyst");
  await analyst.goto("/review");
  await expect(analyst.getByRole("heading", { level: 1 })).toHaveText("Not for your role");
  await expect(analyst.getByRole("banner").getByRole("link", { name: /^Review/ })).toHaveCount(0);
});

test("a report is withdrawn with a reason and stands again, and the bar's change is said before it happens", async ({
  as,
}) => {
  const page = await as("analyst");
  const reference = await logged(page, `Slip ${randomUUID().slice(0, 8)}`, "50");
  const file = new CaseFilePage(page);
  await file.open(reference);
  const withdraw = page.getByRole("button", { name: "Withdraw this report" });
  await whenAlive(withdraw);
  await withdraw.click();
  await expect(file.reports).toContainText("no transit point, March 2014: one case fewer (−1).");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await expect(file.status, "a reason is asked for").toHaveText("Submitted");
  await page.getByLabel("Why is it withdrawn?").fill("Logged twice.");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await expect(page.getByText("The report is withdrawn.")).toBeVisible();
  await expect(file.status).toHaveText("Withdrawn");

  await page.getByRole("button", { name: "Undo the withdrawal" }).click();
  await expect(file.reports).toContainText("no transit point, March 2014: one case more (+1).");
  await page.getByLabel("Why is it undone?").fill("It was another seizure.");
  await page.getByRole("button", { name: "Undo it" }).click();
  await expect(page.getByText("The report stands as it stood before.")).toBeVisible();
  await expect(file.status).toHaveText("Submitted");
  await expect(file.history).toContainText("withdrew the report");
  await expect(file.history).toContainText("Logged twice.");
  await expect(file.history).toContainText("undid the withdrawal");
  await expect(file.history).toContainText("It was another seizure.");
});
