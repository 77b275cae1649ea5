import { describe, expect, it } from "vitest";
import { mapPaths } from "./map";

describe("what a small map shows", () => {
  it("is the coast and the border of a place, and nothing of the rest of the world", async () => {
    const { land, coast, borders } = await mapPaths({ lon: 124.39, lat: 40.1, span: 3 });
    expect(land).toMatch(/^M/);
    expect(coast).toMatch(/^M/);
    expect(borders).toMatch(/^M/);
    expect(land.length + coast.length + borders.length).toBeLessThan(30_000);
    const inland = await mapPaths({ lon: 99.88, lat: 20.43, span: 1 });
    expect(inland.borders).toMatch(/^M/);
    expect(inland.coast).toBe("");
  });

  it("is water in the middle of an ocean, and the whole world from afar", async () => {
    expect(await mapPaths({ lon: -140, lat: -40, span: 2 })).toEqual({ land: "", coast: "", borders: "" });
    const world = await mapPaths({ lon: 0, lat: 20, span: 360 });
    expect(world.borders.length).toBeGreaterThan(5_000);
    expect(world.land.length).toBeLessThan(120_000);
  });

  it("goes on across the date line", async () => {
    const fiji = await mapPaths({ lon: 180, lat: -17, span: 8 });
    expect(fiji.land).toMatch(/^M/);
  });
});
