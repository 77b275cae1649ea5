import { expect, it, vi } from "vitest";
import { allowance, countWrongKey, spend } from "./limits";

vi.stubEnv("DATABASE_URL", "postgresql://u@localhost/weir");
vi.stubEnv("WEIR_API_LIMIT", "3");

it("counts the calls of each account by itself, tells what is left, and says when to come back", async () => {
  const left: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const spent = await spend("key a");
    expect(spent).toMatchObject({ limit: 3, refusedFor: null });
    expect(allowance(spent)).toEqual({
      "ratelimit-policy": '"calls";q=3;w=60',
      ratelimit: `"calls";r=${spent.left};t=${spent.resetsIn}`,
    });
    left.push(spent.left);
  }
  expect(left).toEqual([2, 1, 0]);
  const over = await spend("key a");
  expect(over).toMatchObject({ left: 0, refusedFor: over.resetsIn });
  expect(over.resetsIn).toBeGreaterThan(0);
  expect(over.resetsIn).toBeLessThanOrEqual(60);
  expect(await spend("address 192.0.2.1")).toMatchObject({ left: 2, refusedFor: null });
});

it("shuts out an address after too many wrong keys, and no other", async () => {
  for (let n = 0; n < 30; n += 1) expect(await countWrongKey("192.0.2.1")).toBe(0);
  expect(await countWrongKey("192.0.2.1")).toBeGreaterThan(0);
  expect(await countWrongKey("192.0.2.2")).toBe(0);
});
