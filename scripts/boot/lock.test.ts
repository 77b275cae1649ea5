import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identityOf, isRunning } from "./identity.mjs";
import { register, registered, withLock } from "./lock.mjs";

let folder = "";
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-lock-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** A process that sleeps, and its identity. */
async function sleeper() {
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  await once(child, "spawn");
  const identity = identityOf(child.pid ?? 0);
  const end = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { identity, end };
}

describe("locks", () => {
  test("one after the other, never both", async () => {
    const file = path.join(folder, "lock");
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 20));
      inside -= 1;
    };
    await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)]);
    expect(most).toBe(1);
    expect(fs.existsSync(file)).toBe(false);
  });

  test("a failed piece of work gives the lock back", async () => {
    const file = path.join(folder, "lock");
    await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withLock(file, () => "next")).toBe("next");
  });

  test("a running process holds it, a dead one does not", async () => {
    const file = path.join(folder, "lock");
    const { identity, end } = await sleeper();
    fs.writeFileSync(file, JSON.stringify(identity));
    const waits: number[] = [];
    const done = withLock(file, () => "mine", { onWait: (pid) => waits.push(pid) });
    await new Promise((later) => setTimeout(later, 120));
    expect(waits).toEqual([identity.pid]);
    await end();
    expect(await done).toBe("mine");
  });

  test("another process that was given the same number does not hold it", async () => {
    const file = path.join(folder, "lock");
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, began: "long ago" }));
    expect(await withLock(file, () => "mine")).toBe("mine");
  });
});

describe("users of a folder", () => {
  test("are the running ones of that kind", async () => {
    const { identity, end } = await sleeper();
    fs.writeFileSync(path.join(folder, `start-${identity.pid}.json`), JSON.stringify(identity));
    fs.writeFileSync(path.join(folder, "start-1.json"), JSON.stringify({ pid: 1, began: "long ago" }));
    const own = register(folder, "weir");
    expect(registered(folder).toSorted((a, b) => a - b)).toEqual([identity.pid, process.pid].toSorted((a, b) => a - b));
    expect(registered(folder, "start")).toEqual([identity.pid]);
    own.leave();
    await end();
    expect(registered(folder)).toEqual([]);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

test("a process is known by its number and the time it began", () => {
  expect(isRunning(identityOf(process.pid))).toBe(true);
  expect(isRunning({ pid: process.pid, began: "0" })).toBe(false);
  expect(isRunning(identityOf(2 ** 22 + 1))).toBe(false);
});
