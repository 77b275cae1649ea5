import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { dateErrorCodes } from "@/lib/dates/types";
import words from "@/lib/i18n/messages/en/import.json";
import { countryOf, known, monthOf, qualifierOf, transportOf } from "./words";

describe("words of a file", () => {
  it("mean that nothing is known, and nothing else", () => {
    for (const word of ["Unknown", "N/A", "-", "NULL", "不详", "불명", " n/a ", "—", "NaN", "NA"])
      expect(known(word), word).toBe("");
    for (const word of ["None", "Nadia", "0", "不详路", "NA-1"]) expect(known(word), word).toBe(word);
    expect(known("NA", true)).toBe("NA");
  });

  it("name countries in three languages, by code, and as the United Nations write them", () => {
    const names = {
      NA: "NA",
      Namibia: "NA",
      "Iran, Islamic Republic of": "IR",
      "Côte d'Ivoire": "CI",
      "Lao Peoples Democratic Republic": "LA",
      中国: "CN",
      북한: "KP",
      "South Korea": "KR",
      "Czech Republic": "CZ",
      "Macau, SAR of China": "MO",
    };
    for (const [name, code] of Object.entries(names)) expect(countryOf(name), name).toBe(code);
    expect(countryOf("Iraq (Kurdistan Region)")).toBeNull();
    expect(countryOf("Nowhere")).toBeNull();
  });

  it("name ways of transport, qualifiers and months, where they name one", () => {
    expect(transportOf("Commercial air")).toBe("air-commercial");
    expect(transportOf("Private road")).toBe("road-private");
    expect(transportOf("Land")).toBeNull();
    expect(qualifierOf("≥")).toBe("at-least");
    expect(qualifierOf("approx")).toBe("about");
    expect(monthOf("SEPT")).toBe(9);
    expect(monthOf("10월")).toBe(10);
    expect(monthOf("month")).toBeNull();
  });
});

/** What the code says about rows and files. */
function codesInSource(pattern: RegExp): string[] {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
  return sources.flatMap((name) =>
    [...readFileSync(path.join(folder, name), "utf8").matchAll(pattern)].map((match) => match[1] ?? ""),
  );
}

it("finds words for everything that it says of a row", () => {
  const said = [
    ...codesInSource(/(?:refuse|warn)\(\s*[^,()]*(?:\([^()]*\))?[^,()]*,\s*"([a-z-]+)"/g),
    ...codesInSource(/\bcode: "([a-z-]+)"/g),
    ...codesInSource(/"(date-[a-z-]+)"/g),
    ...dateErrorCodes.map((code) => `date-${code}`),
    ...[
      "number-not-a-number",
      "number-decimal-mark",
      "number-too-long",
      "quantity-zero",
      "quantity-negative",
      "unit-blank",
      "unit-unknown",
    ],
  ].filter(
    (code) =>
      !["custom", "not-a-number", "decimal-mark", "too-long", "date-order", "date-fields", "busy"].includes(code) ||
      code === "too-long",
  );
  const known = new Set([...Object.keys(words.issue), ...Object.keys(words.file)]);
  expect([...new Set(said)].filter((code) => !known.has(code))).toEqual([]);
  expect(said.length).toBeGreaterThan(60);
});
