import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleOf } from "./scale";

const range = (low: string | null, central: string, high: string | null) => scaleOf({ low, central, high });

describe("scaleOf", () => {
  it("draws D1 from 1.0 to 1.5 kg", () => {
    const scale = range("1239.75", "1239.75", "1377.5");
    expect(scale).toMatchObject({ unit: "kg", low: 1.23975, central: 1.23975, high: 1.3775, decimals: 1 });
    expect(scale?.ticks.map((tick) => tick.toFixed(1))).toEqual(["1.1", "1.2", "1.3", "1.4", "1.5"]);
  });

  it("draws nothing where there is no range", () => {
    expect(range("5400", "5400", "5400")).toBeNull();
  });

  it("lets a bar run to the end where a bound is not stated", () => {
    const lower = range("500", "500", null);
    expect(lower?.high).toBe(lower?.max);
    const upper = range(null, "500", "500");
    expect(upper?.low).toBe(upper?.min);
  });

  it("never begins below nothing, and holds the range inside its ends", () => {
    const grams = fc.integer({ min: 1, max: 50_000_000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(grams, grams, grams, (a, b, c) => {
        const [low = 0, central = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        const scale = range(String(low), String(central), String(high));
        if (!scale) return low === high;
        const inside =
          scale.min <= scale.low &&
          scale.low <= scale.central &&
          scale.central <= scale.high &&
          scale.high <= scale.max;
        const last = scale.ticks.at(-1) ?? 0;
        return scale.min >= 0 && inside && scale.ticks.length <= 9 && Math.abs(last - scale.max) < scale.max * 1e-9;
      }),
    );
  });
});
