import { describe, expect, it } from "vitest";
import { decodeEchartsRing, kilometres, kilometresToArea, kilometresToLine, outerRings } from "./geometry";

const square: [number, number][] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

describe("geometry", () => {
  it("measures great circles", () => {
    expect(kilometres({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })).toBeCloseTo(111.19, 1);
    // Dandong and Sinuiju, across the Yalu.
    expect(kilometres({ lat: 40.129, lon: 124.395 }, { lat: 40.101, lon: 124.398 })).toBeCloseTo(3.12, 1);
  });

  it("finds the nearest point between two vertices", () => {
    const line: [number, number][] = [
      [0, 0],
      [10, 0],
    ];
    expect(kilometresToLine({ lat: 1, lon: 5 }, line)).toBeCloseTo(111.19, 0);
    expect(kilometresToLine({ lat: 0, lon: 11 }, line)).toBeCloseTo(111.19, 0);
  });

  it("tells inside from outside", () => {
    expect(kilometresToArea({ lat: 1, lon: 1 }, [square])).toBe(0);
    expect(kilometresToArea({ lat: 1, lon: 3 }, [square])).toBeCloseTo(111.18, 0);
    expect(outerRings({ type: "MultiPolygon", coordinates: [[square]] })).toEqual([square]);
    expect(outerRings({ type: "Point", coordinates: [0, 0] })).toEqual([]);
  });

  it("decodes ECharts rings: zigzag deltas from an offset", () => {
    // +1 and -1, then -2 and +2, then nothing
    const expected = [
      [1025, 2047],
      [1023, 2049],
      [1023, 2049],
    ];
    expect(decodeEchartsRing("BACD@@", [1024, 2048])).toEqual(expected.map(([x = 0, y = 0]) => [x / 1024, y / 1024]));
  });
});
