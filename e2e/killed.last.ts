import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test } from "./fixtures";
import { ReportForm } from "./pages/report-form";
import { SignInPage } from "./pages/sign-in";

/** A port that nobody listens on, for a register of this test's own. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** `npm start` on a folder; resolves with what it printed once it serves. */
async function start(folder: string, port: number): Promise<{ child: ChildProcess; printed: string }> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, PORT: String(port), WEIR_DATA_DIR: path.join(folder, "data") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (printed += text));
  await expect.poll(() => printed, { timeout: 90_000 }).toContain("Weir is ready");
  return { child, printed };
}

/** Ends a process at once, and all that it started. */
function kill(pid: number): void {
  const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  process.kill(pid, "SIGKILL");
  for (const child of children) if (fs.existsSync(`/proc/${child}`)) kill(child);
}

test("the server is killed while one types, and starts again: nothing typed is lost", async ({ visitor, guard }) => {
  test.skip(process.platform !== "linux", "processes are found in /proc");
  test.setTimeout(240_000);
  guard.allow(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|50[0-9]/);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-killed-"));
  fs.chmodSync(folder, 0o755); // the embedded database's account passes through
  const port = await freePort();
  const { child, printed } = await start(folder, port);
  let last = child;
  try {
    const [, email = "", password = ""] = /^\s+(analyst@\S+)\s+(\S+)\s*$/m.exec(printed) ?? [];
    const page = await visitor();
    await new SignInPage(page).signIn({ email, password }, `http://127.0.0.1:${port}/reports/new`);
    const form = new ReportForm(page);
    await form.ready();
    await form.field("place").fill("before the kill");
    await expect(form.saved).toBeVisible();

    await form.field("note").fill("in the moment of the kill");
    kill(child.pid ?? 0);
    await expect(page.getByText("This draft is kept in this browser", { exact: false })).toBeVisible();
    await form.field("note").fill("and while nothing answers");

    last = (await start(folder, port)).child;
    await expect(form.saved).toBeVisible({ timeout: 40_000 });
    await page.reload();
    await form.ready();
    await expect(form.field("place")).toHaveValue("before the kill");
    await expect(form.field("note")).toHaveValue("and while nothing answers");
  } finally {
    const ended = new Promise((done) => last.once("exit", done));
    if (last.exitCode === null && last.signalCode === null && last.kill("SIGINT")) await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
