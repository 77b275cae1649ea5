import { parseEdtf } from "./edtf";
import { refuseDateText } from "./refuse";
import { edtfOfNumericSpelling, foldDateText } from "./spellings";
import type { ParsedDate } from "./types";

/**
 * Reads a date as typed: bounded EDTF of levels 0 and 1, or an obvious numeric spelling with the year first.
 *
 * Words are never guessed and an order of day and month is never assumed: such texts are refused with a code (for the
 * messages in `dates.error`) and with suggestions, each of which this function accepts. EDTF is kept as written, except
 * that a qualifier in front moves to the end (`~2007-05` → `2007-05~`).
 */
export function parseDate(input: string): ParsedDate {
  const text = foldDateText(input);
  if (text === "") return { ok: false, code: "empty", suggestions: [] };
  const parsed = parseEdtf(text.replace(/x/g, "X")) ?? parseSpelling(text) ?? refuseDateText(text);
  if (parsed.ok) return parsed;
  const usable = parsed.suggestions.filter((suggestion) => parseEdtf(suggestion)?.ok);
  return { ...parsed, suggestions: [...new Set(usable)] };
}

function parseSpelling(text: string): ParsedDate | null {
  const edtf = edtfOfNumericSpelling(text);
  return edtf === null ? null : parseEdtf(edtf);
}
