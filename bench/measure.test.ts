import { describe, expect, it } from "vitest";
import { atOnce, beside, figures, percentile } from "./measure";

describe("figures", () => {
  it("are the nearest rank's, and the ratio is of the middles", () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(percentile([7], 0.95)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow("nothing was measured");
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(figures(hundred, [10])).toEqual({ p50: 50, p95: 95, floorP50: 10, ratio: 5 });
  });
});

describe("measuring", () => {
  it("takes turns with the floor, and counts neither in the warm-up", async () => {
    const seen: string[] = [];
    const note = (what: string) => (turn: number) => Promise.resolve(seen.push(`${what}${turn}`));
    const times = await beside(note("own"), note("floor"), { warmUp: 1, least: 2, most: 2, seconds: 60 });
    expect(seen).toEqual(["own0", "floor0", "own1", "floor1", "own2", "floor2"]);
    expect([times.own.length, times.floor.length]).toEqual([2, 2]);
  });

  it("goes on until the least is reached, whatever the time", async () => {
    const nothing = () => Promise.resolve();
    const times = await beside(nothing, nothing, { warmUp: 0, least: 3, most: 50, seconds: -1 });
    expect(times.own).toHaveLength(3);
  });

  it("sends every request once, whatever the number of clients", async () => {
    const sent: number[] = [];
    const { times, perSecond } = await atOnce(4, 10, (turn) => Promise.resolve(sent.push(turn)));
    expect(sent.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(times).toHaveLength(10);
    expect(perSecond).toBeGreaterThan(0);
  });
});
