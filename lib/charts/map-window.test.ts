import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampWindow, mapSize, placeAt, projectPlace } from "./map-window";

const windows = fc
  .record({
    lon: fc.double({ min: -400, max: 400, noNaN: true }),
    lat: fc.double({ min: -95, max: 95, noNaN: true }),
    span: fc.double({ min: 0.01, max: 700, noNaN: true }),
  })
  .map(clampWindow);

describe("a small map", () => {
  it("finds the place again that it drew, to the pixel", () => {
    fc.assert(
      fc.property(
        windows,
        fc.integer({ min: 1, max: mapSize.width - 1 }),
        fc.integer({ min: 1, max: 319 }),
        (w, x, y) => {
          const [lon, lat] = placeAt(w, [x, y]);
          if (Math.abs(lat) > 84) return;
          const [again, down] = projectPlace(w, [lon, lat]);
          expect(Math.abs(again - x)).toBeLessThan(1);
          expect(Math.abs(down - y)).toBeLessThan(1);
        },
      ),
    );
  });

  it("has its middle in the middle, north above, and goes the short way round the world", () => {
    const fiji = { lon: 179, lat: -17, span: 10 };
    expect(projectPlace(fiji, [179, -17])).toEqual([mapSize.width / 2, mapSize.height / 2]);
    const [x, y] = projectPlace(fiji, [-179, -16]);
    expect(x).toBeGreaterThan(mapSize.width / 2);
    expect(x).toBeLessThan(mapSize.width);
    expect(y).toBeLessThan(mapSize.height / 2);
  });

  it("says no more digits than a press can mean", () => {
    const digits = placeAt({ lon: 0, lat: 0, span: 360 }, [100.4, 100.4]).map(
      (n) => String(n).split(".")[1]?.length ?? 0,
    );
    expect(Math.max(...digits)).toBeLessThanOrEqual(2);
    expect(placeAt({ lon: 100.12, lat: 20.34, span: 0.5 }, [100.4, 100.4])[0]).toBe(99.975);
  });
});
