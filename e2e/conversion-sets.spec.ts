import { expect, test } from "./fixtures";

test("a reviewer makes a set of factors and sees what it changes, case by case and in sum", async ({ as }) => {
  const page = await as("reviewer");
  const slug = `set-${Date.now()}`;
  await page.goto("/reference/conversion-sets/unodc-2019");
  await page.getByRole("link", { name: "Make a new set from it" }).click();
  await page.getByLabel("Name", { exact: true }).fill(slug);
  await page.getByLabel("Short name").fill(slug);
  await page.getByLabel("Why a new set").fill("a laboratory weighed tablets of this border");
  // The first factor is the one for MaGu tablets.
  const factor = page.getByRole("group", { name: "Factor 1", exact: true });
  await factor.getByLabel("Low, g").fill("0.2");
  await page.getByRole("button", { name: "Make the set" }).click();
  await expect(factor.getByText("The low figure is above the central one.")).toBeVisible();
  await expect(page.getByLabel("Why a new set"), "nothing typed is lost").toHaveValue(/laboratory/);
  await factor.getByLabel("Low, g").fill("0.09");
  await factor.getByLabel("Central, g").fill("0.095");
  await factor.getByLabel("Source").fill("a laboratory's report");
  await page.getByRole("button", { name: "Make the set" }).click();

  await expect(page.getByRole("heading", { level: 1, name: slug })).toBeVisible();
  const effect = page.getByRole("region", { name: "What would change against UNODC 2019" });
  const magu = effect.getByRole("row", { name: /^MaGu/ });
  await expect(magu, "weighed in the background").toBeVisible();
  await expect(magu.getByText(/^\+[\d.,]+ k?g$/), "more, by at least D1's 68.9 g").toBeVisible();

  // D1: 13,775 MaGu tablets. Nothing counts under the new set yet, and its figures can be seen. (That it comes to count is tested on a
  // database of its own: other browser tests read the current figures here.)
  const lines = page.getByRole("region", { name: /^Seizure lines/ });
  await page.goto("/cases/D1");
  await expect(lines.getByText("1.24 kg").first()).toBeVisible();
  await lines.getByRole("link", { name: slug }).click();
  await expect(
    page.getByText(`Weights under the conversion set ${slug}, which is not the current one (UNODC 2019).`),
  ).toBeVisible();
  await expect(lines.getByText("1.31 kg").first()).toBeVisible();
  await page.goto(`/cases?q=D1&set=${slug}`);
  await expect(page.getByRole("row", { name: /D1/ }).getByText("1.31")).toBeVisible();
});

test("who only reads the sets makes none", async ({ as, guard }) => {
  const page = await as("viewer");
  await page.goto("/reference/conversion-sets");
  await page.getByRole("link", { name: "UNODC 2019" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "UNODC 2019" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Make a new set from it" })).toHaveCount(0);
  guard.allow(/403/);
  await page.goto("/reference/conversion-sets/new?from=unodc-2019");
  await expect(page.getByText("Not for your role")).toBeVisible();
});
