import Big from "big.js";

/** Signs of a cell that may be a number or a date: no longer one is looked into, which could take as long as it likes. */
export const longest = 200;

/** The mark between units and tenths. */
export type DecimalMark = "." | ",";

/**
 * Text as its number is read: full-width signs plain, spaces and apostrophes that group alike, no sign of plus. Nothing else that only looks like
 * a digit becomes one: 12¹ has a footnote.
 */
function fold(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2009\u202f\u3000]/g, " ")
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u2212\u2013]/g, "-")
    .trim()
    .replace(/^\+\s?/, "");
}

/** A sign for a footnote, or a number in a ring: it looks like a digit behind a figure, and is none of it. */
export const footnote = /[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u3251-\u325f\u32b1-\u32bf]/;

const exponent = /^(-?[\d.,]+)[eE]([+-]?\d{1,3})$/;
const grouped = (mark: string) => new RegExp(`^-?[1-9]\\d{0,2}(?:\\${mark}\\d{3})+$`);
const byPoint = grouped(".");
const byComma = grouped(",");

/** What one text says of a column's decimal mark: certain, or two readings. `null` for a text that says nothing, or is no number. */
export type Hint = { mark: DecimalMark; certain: true } | { certain: false } | null;

export function hintOf(text: string): Hint {
  if (text.length > longest) return null;
  const folded = fold(text);
  const plain = exponent.exec(folded)?.[1] ?? folded;
  if (/^-?\d+$/.test(plain) || !/^-?[\d., ']*\d[\d., ']*$/.test(plain)) return null;
  const point = plain.lastIndexOf(".");
  const comma = plain.lastIndexOf(",");
  if (point < 0 && comma < 0) return null; // grouped by spaces
  if (point >= 0 && comma >= 0) return { mark: point > comma ? "." : ",", certain: true };
  const mark = point >= 0 ? "." : ",";
  const other = mark === "." ? "," : ".";
  if (plain.split(mark).length > 2) return { mark: other, certain: true };
  // A space or an apostrophe groups already: what follows is the decimal mark.
  if (/[ ']/.test(plain)) return { mark, certain: true };
  if ((mark === "." ? byPoint : byComma).test(plain) && plain === folded) return { certain: false };
  return { mark, certain: true };
}

/** A plain decimal, negative ones too, or why a text is none. */
export type ReadNumber =
  | { ok: true; value: string }
  | { ok: false; code: "not-a-number" | "decimal-mark" | "too-long" };

/** Digits that are kept: more than any double holds. */
const mostDigits = 38;

/** Reads a number by its column's decimal mark: grouped in threes or not, in scientific notation too. Every digit is kept. */
export function readNumber(text: string, decimal: DecimalMark): ReadNumber {
  if (text.length > longest) return { ok: false, code: "not-a-number" };
  const folded = fold(text);
  const split = exponent.exec(folded);
  const plain = split?.[1] ?? folded;
  const group = decimal === "." ? "," : ".";
  const shape = new RegExp(
    `^(-?)(\\d+|[1-9]\\d{0,2}(?:(?:\\${group}\\d{3})+|(?: \\d{3})+|(?:'\\d{3})+))(?:\\${decimal}(\\d*))?$|^(-?)\\${decimal}(\\d+)$`,
  );
  const match = shape.exec(plain);
  if (!match) return { ok: false, code: /^-?[\d., ']*\d[\d., ']*$/.test(plain) ? "decimal-mark" : "not-a-number" };
  const sign = match[1] || match[4] || "";
  const whole = (match[2] ?? "0").replace(/[., ']/g, "").replace(/^0+(?=\d)/, "");
  const fraction = match[3] ?? match[5] ?? "";
  let value = `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
  if (split) value = new Big(`${value}e${split[2]}`).toFixed();
  if (value.length > mostDigits + 2) return { ok: false, code: "too-long" };
  return { ok: true, value };
}

/** Whether a plain decimal is nought. */
export const isZero = (value: string) => !/[1-9]/.test(value);

/**
 * A decimal as rows are compared by: to fifteen significant digits, without needless zeros. What two programs write of one double differs
 * beyond that, and says nothing.
 */
export function comparable(value: string): string {
  const digits = value.replace(/^-?0*\.?0*/, "").replace(".", "");
  const plain = digits.length > 15 ? new Big(Number(value).toPrecision(15)).toFixed() : value;
  return plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
}
