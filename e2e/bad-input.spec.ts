import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";

test("what an address gets wrong is said by name and has no effect", async ({ as }) => {
  const page = await as("analyst");
  const cases = new CasesPage(page);
  await cases.open("to=2010-12");
  const all = await cases.total();
  await cases.open("to=2010-12&colour=red&point=atlantis&from=yesterday&sort=smell&status=lost&cursor=nonsense");
  for (const given of [
    "colour=red",
    "point=atlantis",
    "from=yesterday",
    "sort=smell",
    "status=lost",
    "cursor=nonsense",
  ])
    await expect(page.getByRole("main").getByText(given)).toBeVisible();
  await expect(page.getByRole("main").getByText("write a month or a day, such as 2004-12")).toBeVisible();
  expect(await cases.total()).toBe(all);
  await page.goto("/trends?colour=red&month=soon");
  await expect(page.getByRole("main").getByText("colour=red")).toBeVisible();
  await expect(page.getByRole("main").getByText("month=soon")).toBeVisible();
});

for (const path of ["/cases/C-0000-0000", "/cases/%00", "/cases/D1%27--", "/nowhere"])
  test(`nothing is there: ${path}`, async ({ as, guard }) => {
    guard.allow(/40[04]/);
    const page = await as("analyst");
    const answer = await page.goto(path);
    expect([400, 404]).toContain(answer?.status());
    if (answer?.status() === 404) await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
