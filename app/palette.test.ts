import fs from "node:fs";
import { describe, expect, it } from "vitest";
import type { Look } from "@/lib/charts/colours";
import { dashOf, plainCodes, seriesCodes, shapeOf } from "@/lib/charts/colours";
import { lightColours } from "@/lib/charts/palette";
import { mostCompared } from "@/lib/trends/types";

const css = fs.readFileSync(new URL("tokens.css", import.meta.url), "utf8");

function tokensOf(scheme: "light" | "dark"): Map<string, string> {
  const start = css.indexOf(`[data-mantine-color-scheme="${scheme}"] {`);
  const body = css.slice(start, css.indexOf("}", start));
  const all = new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
  return new Map(
    [...all].map(([name, value]) => [name, all.get(/^var\(--([\w-]+)\)$/.exec(value)?.[1] ?? "") ?? value]),
  );
}

type Triple = readonly [number, number, number];
const times = (rows: readonly Triple[], [x, y, z]: Triple): Triple => {
  const [a = 0, b = 0, c = 0] = rows.map(([p, q, r]) => p * x + q * y + r * z);
  return [a, b, c];
};

/** Full dichromacy on linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE TVCG 15 (2009) 1291-1298, severity 1. */
const sights = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} satisfies Record<string, Triple[]>;

const linear = (hex: string): Triple => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
};

/** B. Ottosson's OKLab of a linear RGB colour: equal distances look about equally different. */
function oklab(rgb: Triple): Triple {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map((value) => Math.cbrt(Math.max(0, value))) as unknown as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [l, m, s],
  );
}

function distance(a: string, b: string, sight: readonly Triple[]): number {
  const seen = (hex: string) => {
    const [x, y, z] = times(sight, linear(hex)).map((value) => Math.min(1, Math.max(0, value)));
    return oklab([x ?? 0, y ?? 0, z ?? 0]);
  };
  const [p, q] = [seen(a), seen(b)];
  return 100 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

const substances: Look[] = seriesCodes.filter((code) => code !== "mixed");
const others: Look[] = [...plainCodes, "other"];

describe.each(["light", "dark"] as const)("the colours of the %s scheme", (scheme) => {
  const tokens = tokensOf(scheme);
  const colour = (look: Look) => tokens.get(look.startsWith("cat-") ? look : `series-${look}`) ?? "";

  it.each(Object.keys(sights) as (keyof typeof sights)[])("can be told apart with %s", (sight) => {
    for (const stack of [substances, others])
      for (const [at, a] of stack.entries())
        for (const b of stack.slice(at + 1))
          expect(distance(colour(a), colour(b), sights[sight]), `${a} and ${b}`).toBeGreaterThan(9);
  });

  it("can be told apart in grey, but for substances: those that coincide have marks", () => {
    const luminance: Triple = [0.2126, 0.7152, 0.0722];
    const grey = [luminance, luminance, luminance] as const;
    for (const [at, a] of others.entries())
      for (const b of others.slice(at + 1))
        expect(distance(colour(a), colour(b), grey), `${a} and ${b}`).toBeGreaterThan(5);
  });
});

it("has a stroke for each point that may be compared, where colour is not seen at all", () => {
  const compared = plainCodes.slice(0, mostCompared);
  expect(new Set(compared.map(dashOf)).size).toBe(mostCompared);
});

it("has a shape for each, where colour is not seen at all", () => {
  for (const stack of [substances, others]) expect(new Set(stack.map(shapeOf)).size).toBe(stack.length);
});

it("leaves the register in the light scheme's colours", () => {
  const light = tokensOf("light");
  for (const look of [...seriesCodes, ...plainCodes])
    expect(lightColours[look], look).toBe(light.get(look.startsWith("cat-") ? look : `series-${look}`));
});
