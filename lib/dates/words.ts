import { isoMonth } from "./calendar";
import type { DateErrorCode } from "./types";

/**
 * Suggestions for dates written in words, in English, Chinese and Korean. They are shown to the typist and never taken
 * over: "early June 2010" gives `2010-06`, because the register keeps no thirds of a month.
 */
export type WordReading = { code: DateErrorCode; suggestions: string[] };

const englishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthWord = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?$/;
const seasons: readonly [RegExp, number][] = [
  [/\bspring\b|春|봄/, 21],
  [/\bsummer\b|夏|여름/, 22],
  [/\bautumn\b|\bfall\b|秋|가을/, 23],
  [/\bwinter\b|冬|겨울/, 24],
];
const openWords = /\b(before|after|since|until|till|by)\b|[以之][前后後]|이전|이후/;
const aboutWords =
  /\b(about|around|circa|ca?|approx(imately)?|roughly|perhaps around)\b|[约約]|左右|약 ?\d|[경쯤]|무렵/;
const unsureWords = /\b(probably|possibly|perhaps|maybe)\b|可能|大概|아마/;

export function suggestFromWords(text: string): WordReading {
  const lower = text.toLowerCase();
  const dates = /[年년]/.test(lower) ? hanOrHangulDates(lower) : englishDates(lower);
  if (dates.length === 0 && !/(?<!\d)\d{4}(?!\d)/.test(lower)) {
    const calendarWord = /\d|[月월日일号]/.test(lower) || lower.split(/[^a-z]+/).some((word) => monthWord.test(word));
    return { code: calendarWord ? "no-year" : "not-a-date", suggestions: [] };
  }
  if (openWords.test(lower)) return { code: "open-interval", suggestions: [] };
  const [first, second] = dates;
  if (!first) return { code: "words", suggestions: [] };
  if (second) return { code: "words", suggestions: dates.length === 2 ? [`${first}/${second}`] : [] };
  const season = /^\d{4}$/.test(first) ? seasons.find(([word]) => word.test(lower)) : undefined;
  const about = aboutWords.test(lower);
  const unsure = unsureWords.test(lower);
  const qualifier = about && unsure ? "%" : about ? "~" : unsure ? "?" : "";
  return { code: "words", suggestions: [(season ? `${first}-${season[1]}` : first) + qualifier] };
}

/** `2010年6月初`, `2010년 6월 초순`: the numbers are taken, what stands around them is left to the typist. */
function hanOrHangulDates(text: string): string[] {
  const pattern = /(\d{3,4})\s?(?:年代|년대|[年년]\s?(?:(\d{1,2})\s?[月월](?!間|间)\s?(?:(\d{1,2})\s?[日号號일])?)?)/g;
  return [...text.matchAll(pattern)].map(([whole, year = "", month, day]) => {
    if (/代|대/.test(whole)) return decade(year);
    if (month === undefined) return year;
    return day === undefined ? isoMonth(Number(year), Number(month)) : fullDay(year, Number(month), day);
  });
}

function englishDates(text: string): string[] {
  const decades = [...text.matchAll(/(?<!\d)(\d{3}0)'?s\b/g)].map(([, year = ""]) => decade(year));
  if (decades.length > 0) return decades;
  const words = text.split(/[^a-z0-9]+/).filter(Boolean);
  const years = words.filter((word) => /^\d{4}$/.test(word));
  const named = words.filter((word) => monthWord.test(word)).map((word) => englishMonths.indexOf(word.slice(0, 3)) + 1);
  const days = words.flatMap((word) => /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1] ?? []);
  const [year, lastYear] = years;
  const [month, lastMonth] = named;
  if (!year || years.length > 2 || named.length > 2) return [];
  if (month === undefined) return years;
  if (lastMonth !== undefined) return [isoMonth(Number(year), month), isoMonth(Number(lastYear ?? year), lastMonth)];
  if (lastYear) return [];
  const [day] = days;
  return [day !== undefined && days.length === 1 ? fullDay(year, month, day) : isoMonth(Number(year), month)];
}

const decade = (year: string) => `${year.slice(0, 3)}X`;
const fullDay = (year: string, month: number, day: string) =>
  `${isoMonth(Number(year), month)}-${day.padStart(2, "0")}`;
