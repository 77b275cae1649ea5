import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { plainCodes, seriesCodes } from "@/lib/charts/colours";

const css = fs.readFileSync(new URL("tokens.css", import.meta.url), "utf8");

/** The tokens of one block: `--name: #rrggbb`, other values left out unless they name a token. */
function block(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6}|var\(--[\w-]+\))/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

const schemes = {
  light: block('[data-mantine-color-scheme="light"]'),
  dark: block('[data-mantine-color-scheme="dark"]'),
};

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

it("has the same tokens in both schemes", () => {
  expect([...schemes.dark.keys()].sort()).toEqual([...schemes.light.keys()].sort());
});

describe.each(["light", "dark"] as const)("%s", (scheme) => {
  const tokens = schemes[scheme];
  const colour = (name: string): string => {
    const value = tokens.get(name) ?? "";
    const named = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    return named ? colour(named) : value;
  };

  it.each([
    ["ink", "surface"],
    ["ink2", "surface"],
    ["ink3", "surface"],
    ["ink2", "canvas"],
    ["ink3", "canvas"],
    ["ink", "hover"],
    ["ink2", "hover"],
    ["ink3", "hover"],
    ["ink3", "accent-soft"],
    ["ink2", "sunken"],
    ["ink3", "sunken"],
    ["accent", "surface"],
    ["accent", "canvas"],
    ["accent", "hover"],
    ["accent", "accent-soft"],
    ["accent", "danger-soft"],
    ["on-accent", "accent"],
    ["on-accent", "accent-hover"],
    ["danger", "surface"],
    ["danger", "danger-soft"],
    ["warn", "surface"],
    ["warn", "warn-soft"],
    ["ok", "surface"],
  ])("%s on %s can be read", (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    "control",
    "bar",
    "bar2",
    "tlp-red",
    "tlp-amber",
    "tlp-green",
    "tlp-clear",
    "tlp-strict",
    ...seriesCodes.map((code) => `series-${code}`),
    ...plainCodes,
  ])("%s can be seen", (mark) => expect(contrast(colour(mark), colour("surface"))).toBeGreaterThanOrEqual(3));
});
