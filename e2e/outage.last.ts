import fs from "node:fs";
import path from "node:path";
import { dataFolder, weir } from "./environment";
import { expect, test } from "./fixtures";
import { CasesPage } from "./pages/cases";

/** The embedded database's first process: the start brings it back when it dies. */
function postmaster(): number | null {
  const files = fs.readdirSync(dataFolder(), { recursive: true, encoding: "utf8" });
  const file = files.find((name) => path.basename(name) === "postmaster.pid");
  if (!file) return null;
  const pid = Number(fs.readFileSync(path.join(dataFolder(), file), "utf8").split("\n")[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

const end = (pid: number | null) => {
  try {
    if (pid !== null) process.kill(pid, "SIGKILL");
  } catch {
    // gone already
  }
};

test("when the database goes away a page says so, and comes back by itself", async ({ as, guard }) => {
  test.setTimeout(120_000);
  guard.allow(/./); // everything fails for a while
  const before = await weir(["trends", "--by", "segment", "--json"]);
  const page = await as("analyst");
  const cases = new CasesPage(page);
  await cases.open();

  let away = true;
  const keepingAway = (async () => {
    while (away) {
      end(postmaster());
      await new Promise((done) => setTimeout(done, 60));
    }
  })();
  try {
    await page.goto("/cases");
    await expect(page.getByText("The database does not answer")).toBeVisible({ timeout: 30_000 });
  } finally {
    away = false;
    await keepingAway;
  }
  await expect(cases.summary).toBeVisible({ timeout: 60_000 });
  expect(await weir(["trends", "--by", "segment", "--json"])).toBe(before);
});
