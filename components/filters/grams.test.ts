import { expect, it } from "vitest";
import { gramWords } from "./grams";

it.each([
  [null, ""],
  ["0", "0 g"],
  ["0.5", "0.5 g"],
  ["999.999", "999.999 g"],
  ["1000", "1 kg"],
  ["1500", "1.5 kg"],
  ["1000.5", "1.0005 kg"],
  ["999999", "999.999 kg"],
  ["1000000", "1 t"],
  ["12500000", "12.5 t"],
])("says %s g", (grams, words) => expect(gramWords(grams, "en")).toBe(words));
