import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandLine } from "./identity.mjs";
import { inRoot } from "./paths.mjs";

let folder = "";
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-embedded-"));
  fs.chmodSync(folder, 0o755);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill("SIGTERM");
});

/** A process that opens the embedded database of the folder as `npm start` does, and holds it until it is ended. */
async function holder() {
  const program = `
    const { command } = await import(${JSON.stringify(inRoot("scripts/boot/command.mjs"))});
    const { openEmbedded } = await import(${JSON.stringify(inRoot("scripts/boot/embedded.mjs"))});
    await command(async () => {
      const { url } = await openEmbedded(${JSON.stringify(folder)}, "weir");
      console.log("URL " + url("postgres"));
      await new Promise(() => setInterval(() => {}, 1000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const match = /URL (\S+)/.exec(output);
      if (match?.[1]) resolve(match[1]);
    });
    child.once("exit", (code) => reject(new Error(`it ended with ${code}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return { url, end };
}

const postmaster = () =>
  Number(fs.readFileSync(path.join(folder, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);
const alive = (pid: number) => commandLine(pid).includes(folder);

async function version(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SHOW server_version_num");
  await client.end();
  return Number(rows[0].server_version_num);
}

test("the embedded database: shared, closed to strangers, found again after a kill, stopped by the last to leave", async () => {
  const first = await holder();
  expect(await version(first.url)).toBeGreaterThanOrEqual(180_000);
  const pid = postmaster();

  // closed: a generated password in a file of our own, the data folder shut, no stranger without it
  expect(fs.statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.join(folder, "postgres/data")).mode & 0o777).toBe(0o700);
  const stranger = new URL(first.url);
  stranger.password = "guess";
  await expect(version(stranger.href)).rejects.toThrow(/password authentication failed/);

  // shared: the first to leave leaves it running
  const second = await holder();
  expect(second.url).toBe(first.url);
  await first.end("SIGINT");
  expect(alive(pid)).toBe(true);

  // killed outright: it stays, and the next takes it over
  await second.end("SIGKILL");
  expect(alive(pid)).toBe(true);
  const third = await holder();
  expect(postmaster()).toBe(pid);
  await third.end("SIGTERM");
  expect(alive(pid)).toBe(false);
  expect(fs.readdirSync(path.join(folder, "users"))).toEqual([]);

  // the server itself killed: the next start clears up, on the same port
  const fourth = await holder();
  expect(fourth.url).toBe(first.url);
  const doomed = postmaster();
  process.kill(doomed, "SIGKILL");
  await fourth.end("SIGKILL");
  const fifth = await holder();
  expect(postmaster()).not.toBe(doomed);
  expect(fifth.url).toBe(first.url);
  const last = postmaster();
  await fifth.end("SIGINT");
  expect(alive(last)).toBe(false);
});
