import { isoDay, isoMonth } from "./calendar";

/** Full-width signs and the dashes that keyboards and word processors put in place of the plain ones. */
export function foldDateText(input: string): string {
  return input
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010\u2011\u2212]/g, "-")
    .replace(/[\s\u3000]+/g, " ")
    .trim();
}

/**
 * EDTF for a date written in numbers with the year first: `2008/10/3`, `2008.10.`, `2008-1-3`, `20081003`,
 * `2008年10月3日`, `2008년 10월 3일`. Null for anything that would need a guess. The result still has to be parsed:
 * day and month may not exist.
 */
export function edtfOfNumericSpelling(text: string): string | null {
  const match = /^([?~%]?)\s*(.*?)\s*([?~%]?)$/.exec(text);
  if (!match) return null;
  const [, before = "", core = "", after = ""] = match;
  const digits = numericDate(core);
  return digits ? before + digits + after : null;
}

const numericDates = [
  /^(\d{4})\s?([-/.])\s?(\d{1,2})(?:\s?\2\s?(\d{1,2}))?\s?\.?$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
  /^(\d{4})\s?(年)\s?(?:(\d{1,2})\s?月\s?(?:(\d{1,2})\s?[日号號])?)?$/,
  /^(\d{4})\s?(년)\s?(?:(\d{1,2})\s?월\s?(?:(\d{1,2})\s?일)?)?$/,
];

function numericDate(core: string): string | null {
  for (const pattern of numericDates) {
    const match = pattern.exec(core);
    if (!match) continue;
    const [, year, , month, day] = match;
    // A season's number (21 to 24) is EDTF only as it stands there: 2008-21, not 2008/21.
    if (month === undefined) return year ?? null;
    const inYear = Number(month) > 12 ? "00" : month;
    return day === undefined
      ? isoMonth(Number(year), Number(inYear))
      : isoDay(Number(year), Number(inYear), Number(day));
  }
  return null;
}
