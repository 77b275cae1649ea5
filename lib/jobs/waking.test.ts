import { afterEach, expect, it, vi } from "vitest";
import { rest, wake } from "./waking";

/** A rest that ends by itself long after the test has failed. */
const long = 10 * 60_000;
const stop = new AbortController();
afterEach(() => vi.useRealTimers());

it("ends a rest of this name, and no other's", async () => {
  let other = false;
  void rest("b", long, stop.signal).then(() => {
    other = true;
  });
  const own = rest("a", long, stop.signal);
  wake("a");
  await own;
  expect(other).toBe(false);
  stop.abort();
  await vi.waitFor(() => expect(other).toBe(true));
});

it("is heard by a copy of itself, as pages and worker have one each", async () => {
  const own = rest("c", long, new AbortController().signal);
  vi.resetModules();
  const copy = await import("./waking");
  expect(copy.wake).not.toBe(wake);
  copy.wake("c");
  await own;
});

it("is not missed by who was just about to rest, and heard once", async () => {
  wake("d");
  await rest("d", long, new AbortController().signal);
  vi.useFakeTimers();
  let over = false;
  void rest("d", 1_000, new AbortController().signal).then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toBe(true);
});
