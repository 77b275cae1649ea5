import { isoDay, isoMonth } from "./calendar";
import { parseEdtf } from "./edtf";
import { edtfOfNumericSpelling } from "./spellings";
import type { DateErrorCode, DateRefusal } from "./types";
import { suggestFromWords } from "./words";

const refuse = (code: DateErrorCode, suggestions: readonly string[] = []): DateRefusal => ({
  ok: false,
  code,
  suggestions,
});

/** The EDTF that a single date stands for, or null: what a suggestion may be put together from. */
function edtfOf(text: string): string | null {
  const edtf = edtfOfNumericSpelling(text.trim()) ?? text.trim();
  const parsed = parseEdtf(edtf);
  return parsed?.ok && parsed.date.precision !== "interval" ? parsed.date.edtf : null;
}

/** Says why a text that is no date is none, and what may have been meant. The caller drops suggestions that do not parse. */
export function refuseDateText(text: string): DateRefusal {
  return (
    refuseTime(text) ??
    refuseSet(text) ??
    refuseDayFirst(text) ??
    refuseShort(text) ??
    refuseLevel2(text) ??
    refuseEither(text) ??
    refuseRange(text) ??
    refuseWords(text)
  );
}

function refuseTime(text: string): DateRefusal | null {
  const match = /^(.*?\d)[T ]\d{1,2}:\d\d/.exec(text);
  if (!match) return null;
  const date = edtfOf(match[1] ?? "");
  return refuse("time", date ? [date] : []);
}

/** Level 2 sets, `[2008-10,2008-11]`: the register knows the interval that holds all members. */
function refuseSet(text: string): DateRefusal | null {
  const match = /^[[{](.*)[\]}]$/.exec(text);
  if (!match) return null;
  const members = (match[1] ?? "").split(/,|\.\./).map(edtfOf);
  const sorted = members.filter((member) => member !== null).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  return refuse("set", first && last && sorted.length === members.length ? [`${first}/${last}`] : []);
}

/** Day or month first: `10/11/2008` has two readings, `25/12/2008` and `10/2008` have one; none is taken over. */
function refuseDayFirst(text: string): DateRefusal | null {
  const date = /^(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4})\.?$/.exec(text);
  if (date) {
    const [a, b, year] = [Number(date[1]), Number(date[3]), Number(date[4])];
    const readings = [isoDay(year, a, b), isoDay(year, b, a)].filter((day) => parseEdtf(day)?.ok);
    return refuse(new Set(readings).size === 2 ? "ambiguous" : "year-first", readings);
  }
  const month = /^(\d{1,2})[-/. ]\s?(\d{4})\.?$/.exec(text);
  if (month) return refuse("year-first", [isoMonth(Number(month[2]), Number(month[1]))]);
  // 200810 may also be a day of 2020.
  const run = /^(\d{4})(\d\d)$/.exec(text);
  return run ? refuse("ambiguous", [`${run[1]}-${run[2]}`]) : null;
}

function refuseShort(text: string): DateRefusal | null {
  if (/^\d{1,2}([-/. ])\s?\d{1,2}\1\s?\d{1,2}\.?$/.test(text)) return refuse("two-digit-year");
  if (/^\d{1,2}(\s?[-/.·]\s?\d{1,2}\.?)?$/.test(text)) return refuse("no-year");
  if (/^(Y?-\d+|Y\d+|\d{5,})$/.test(text)) return refuse("year-range");
  return null;
}

/** Level 2: qualifiers on single components, `2004-06~-11`. The register qualifies the whole date. */
function refuseLevel2(text: string): DateRefusal | null {
  if (!/^[\dX?~%-]+$/.test(text) || !/[?~%]/.test(text)) return null;
  const about = /[~%]/.test(text);
  const unsure = /[?%]/.test(text);
  return refuse("unsupported", [text.replace(/[?~%]/g, "") + (about && unsure ? "%" : about ? "~" : "?")]);
}

/** One date or another: the register keeps the period that holds both. */
function refuseEither(text: string): DateRefusal | null {
  const sides = text.split(/\s+or\s+|\s*(?:或者|或是|或|또는|혹은)\s*/i);
  if (sides.length !== 2) return null;
  const [start, end] = sides.map(edtfOf).sort();
  return start && end ? refuse("set", [`${start}/${end}`]) : null;
}

/** From one date to another with anything but EDTF's slash between them, or with a shortened end. */
function refuseRange(text: string): DateRefusal | null {
  const short = /^(\d{4}-(?:\d\d-)?)(\d\d)\/(\d\d)$/.exec(text);
  if (short) return refuse("range", [`${short[1]}${short[2]}/${short[1]}${short[3]}`]);
  for (const separator of [" - ", "-", "~", "\u2013", "\u2014", "\u301c", "/", "至", "到", "부터", " to ", " until "]) {
    const sides = text.split(separator);
    if (sides.length !== 2) continue;
    const [start, end] = [edtfOf(sides[0] ?? ""), edtfOf((sides[1] ?? "").replace(/까지$/, ""))];
    if (start && end) return refuse("range", [`${start}/${end}`]);
  }
  return null;
}

function refuseWords(text: string): DateRefusal {
  if (!/\p{L}/u.test(text)) return refuse("not-a-date");
  const words = suggestFromWords(text);
  return refuse(words.code, words.suggestions);
}
