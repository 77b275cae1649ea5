import { compare } from "./decimal";

/** Why a text is not accepted as a number. Words for each stand in the messages, `quantity.error`. */
export const numberErrorCodes = [
  "empty",
  "decimal-comma",
  "grouping",
  "zero",
  "negative",
  "range",
  "too-long",
  "not-a-number",
  "above-100",
] as const;
export type NumberErrorCode = (typeof numberErrorCodes)[number];

/** `value` is a plain decimal string. A suggestion is shown to the typist and never taken over by itself. */
export type ParsedNumber = { ok: true; value: string } | { ok: false; code: NumberErrorCode; suggestion?: string };

const refuse = (code: NumberErrorCode, suggestion?: string): ParsedNumber =>
  suggestion === undefined ? { ok: false, code } : { ok: false, code, suggestion };

/** More digits than any balance weighs or anyone counts: a slip of the keyboard. */
const maxDigitsBefore = 15;
const maxDigitsAfter = 9;

function fold(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2009\u202f\u3000]/g, " ")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\u2212/g, "-")
    .trim();
}

/**
 * Reads a quantity as typed: a decimal above 0 with a point. Thousands may be grouped in threes by comma, space or
 * apostrophe (`13,775`, `13 775`). A decimal comma is refused with the reading with a point as suggestion, because
 * `1,500` would then have two meanings. Trailing zeros are kept: they say how finely was weighed.
 */
export function parseQuantity(text: string): ParsedNumber {
  const parsed = parseDecimal(fold(text));
  return parsed.ok && compare(parsed.value, "0") === 0 ? refuse("zero") : parsed;
}

/** Reads a purity in per cent, 0 to 100, by the rules of `parseQuantity`; a percent sign may follow. 0 is a finding. */
export function parsePurity(text: string): ParsedNumber {
  const parsed = parseDecimal(fold(text).replace(/\s?%$/, ""));
  return parsed.ok && compare(parsed.value, "100") > 0 ? refuse("above-100") : parsed;
}

function parseDecimal(text: string): ParsedNumber {
  if (text === "") return refuse("empty");
  if (/^-\s?[\d.]/.test(text)) return refuse("negative");
  if (/^[\d., ]*\d\s?[-~–—]\s?\d[\d., ]*$/.test(text)) return refuse("range");
  const grouped =
    /^[1-9]\d{0,2}(?:,\d{3})+(\.\d+)?$|^[1-9]\d{0,2}(?: \d{3})+(\.\d+)?$|^[1-9]\d{0,2}(?:'\d{3})+(\.\d+)?$/;
  if (grouped.test(text)) return within(text.replace(/[, ']/g, ""));
  if (/^\d+(\.\d+)?$/.test(text)) return within(text);
  if (/^\.\d+$/.test(text)) return within(`0${text}`);
  return refuseNumber(text);
}

function within(value: string): ParsedNumber {
  const plain = value.replace(/^0+(?=\d)/, "");
  const [before = "", after = ""] = plain.split(".");
  if (before.length > maxDigitsBefore || after.length > maxDigitsAfter) return refuse("too-long");
  return { ok: true, value: plain };
}

function refuseNumber(text: string): ParsedNumber {
  // 1.234,5 has its comma last: only a decimal comma fits. 1,5 likewise.
  const comma = /^(\d{1,3}(?:[. ']\d{3})+|\d+),(\d+)$/.exec(text);
  if (comma) return refuse("decimal-comma", `${(comma[1] ?? "").replace(/[. ']/g, "")}.${comma[2]}`);
  // 1.234.567 has more points than a decimal can have.
  const points = /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/.test(text);
  if (points) return refuse("grouping", text.replaceAll(".", ""));
  if (/^[\d.,' ]*\d[\d.,' ]*$/.test(text)) return refuse("grouping");
  return refuse("not-a-number");
}
