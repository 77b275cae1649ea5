import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { baseUrl } from "./environment";
import { expect, test } from "./fixtures";
import { ReportForm } from "./pages/report-form";

const made = Date.now().toString(36);

async function nothingInTheWay(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, "the page scrolls sideways").toBe(0);
}

test("a reviewer adds a point of another border, says when it is reported on, and the form finds it in three scripts", async ({
  as,
}) => {
  const page = await as("reviewer");
  const name = `Mae Sai ${made}`;
  const slug = `mae-sai-${made}`;
  await page.goto("/reference/points/new");
  const form = page.getByRole("form", { name: "Add a point" });
  await form.getByLabel("English name").fill(name);
  await form.getByLabel("Chinese name").fill(`美塞${made}`);
  await form.getByLabel("Korean name").fill(`매사이${made}`);
  await expect(form.getByLabel("Permanent name"), "proposed from the name").toHaveValue(slug);
  await form.getByLabel("Latitude").fill("120");
  await form.getByRole("button", { name: "Add a point" }).click();
  await expect(form.getByText(/^A number of degrees/)).toBeVisible();
  await expect(form.getByLabel("English name"), "nothing typed is lost").toHaveValue(name);
  await form.getByLabel("Country").selectOption("TH");
  await form.getByLabel("Latitude").fill("20.43");
  await form.getByLabel("Longitude").fill("99.88");
  await form.getByRole("button", { name: "Add a point" }).click();
  await expect(page).toHaveURL(new RegExp(`/reference/points/${slug}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);

  await test.step("coverage and a nil return: what makes a zero a zero", async () => {
    await page.goto(`/reference/coverage/${slug}`);
    const period = page.getByRole("form", { name: "Add a period" });
    await period.getByLabel("From").fill("2012-13");
    await period.getByRole("button", { name: "Save" }).click();
    await expect(period.getByText("A day as YYYY-MM-DD, a month or a year.")).toBeVisible();
    await period.getByLabel("From").fill("2012-03");
    await period.getByLabel("Until").fill("2012-05");
    await period.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("2012-03-01 to 2012-05-31")).toBeVisible();
    await expect(
      page
        .getByRole("cell", { name: /^2012-04: covered; no cases$/ })
        .or(page.getByLabel(/2012-04: covered/))
        .first(),
    ).toBeAttached();
    await nothingInTheWay(page);
  });

  const analyst = await as("analyst");
  const report = new ReportForm(analyst);
  await report.open();
  for (const typed of [name.slice(0, 7) + made, `美塞${made}`, `매사이${made}`]) {
    const point = report.field("point");
    await point.fill(typed.startsWith("Mae") ? name : typed);
    await expect(analyst.getByRole("option").first()).toContainText(name);
    await point.press("Escape");
  }
});

test("an analyst proposes, a reviewer accepts or declines with a reason, and both read what became of it", async ({
  as,
}) => {
  const analyst = await as("analyst");
  const name = `Proposed ${made}`;
  await analyst.goto("/reference/points/new");
  const form = analyst.getByRole("form", { name: "Add a point" });
  await form.getByLabel("English name").fill(name);
  await form.getByLabel("Country").selectOption("CN");
  await form.getByLabel("Why").fill("named in two reports");
  await form.getByRole("button", { name: "Propose" }).click();
  await expect(analyst.getByText("Proposed. A reviewer decides; you find it under Proposals.")).toBeVisible();

  const reviewer = await as("reviewer");
  await reviewer.goto("/reference/proposals");
  const proposal = reviewer.getByRole("article").filter({ hasText: name });
  await expect(proposal).toContainText("named in two reports");
  await expect(proposal).toContainText("China");
  await nothingInTheWay(reviewer);
  await proposal.getByRole("button", { name: "Decline" }).click();
  await proposal.getByLabel("Why is it declined?").fill(`a village inland ${made}`);
  await proposal.getByRole("button", { name: "Decline" }).click();
  await expect(reviewer.getByText(`a village inland ${made}`)).toBeVisible();
  await analyst.goto("/reference/proposals");
  await expect(analyst.getByText(`a village inland ${made}`)).toBeVisible();
});

for (const [path, who] of [
  ["/reference", "reviewer"],
  ["/reference/points/dandong", "reviewer"],
  ["/reference/coverage", "reviewer"],
  ["/reference/substances/methamphetamine", "reviewer"],
  ["/reference/conversion-sets/unodc-2019", "reviewer"],
  ["/sources", "reviewer"],
  ["/admin", "admin"],
] as const)
  test(`the lists stand in nobody's way, on a phone and in the dark: ${path}`, async ({ as }) => {
    const page = await as(who, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
    await page.context().addCookies([{ name: "weir-locale", value: "zh", url: baseUrl() }]);
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await nothingInTheWay(page);
  });
