import { dateTimeFormat } from "@/lib/intl";
import { parseEdtf } from "./edtf";
import type { RegisterDate } from "./types";

/** How sure the source is; chosen by `select` inside the messages. */
type Certainty = "stated" | "about" | "unsure" | "both";

/** A key below the namespace `dates` and its values, every date in them already in the reader's language. */
export type DateDescription =
  | { key: "describe.day"; values: { certainty: Certainty; date: string; weekday: string } }
  | { key: "describe.month" | "describe.year"; values: { certainty: Certainty; date: string } }
  | { key: "describe.season"; values: { certainty: Certainty; season: string; year: string; from: string; to: string } }
  | { key: "describe.decade" | "describe.interval"; values: { certainty: Certainty; from: string; to: string } };

type Parts = "day" | "month" | "year" | "weekday";
const formats: Record<Parts, Intl.DateTimeFormatOptions> = {
  day: { year: "numeric", month: "long", day: "numeric" },
  month: { year: "numeric", month: "long" },
  year: { year: "numeric" },
  weekday: { weekday: "long" },
};

/** Formats a calendar day. UTC on both sides of the conversion, so no time zone can move it. */
function format(isoDate: string, parts: Parts, locale: string): string {
  const language = locale === "en" ? "en-GB" : locale;
  const day = new Date(`${isoDate}T00:00:00Z`);
  return dateTimeFormat(language, { ...formats[parts], calendar: "gregory", timeZone: "UTC" }).format(day);
}

/** What a date says in plain words, as message key and values: "Some day in October 2008", "About May 2007". */
export function describeDate(date: RegisterDate, locale: string): DateDescription {
  const certainty = certaintyOf(date);
  const { from, to } = date;
  switch (date.precision) {
    case "day":
      return {
        key: "describe.day",
        values: { certainty, date: format(from, "day", locale), weekday: format(from, "weekday", locale) },
      };
    case "month":
      return { key: "describe.month", values: { certainty, date: format(from, "month", locale) } };
    case "season":
      return {
        key: "describe.season",
        values: {
          certainty,
          season: date.edtf.slice(5, 7),
          year: format(from, "year", locale),
          from: format(from, "month", locale),
          to: format(to, "month", locale),
        },
      };
    case "year":
      return { key: "describe.year", values: { certainty, date: format(from, "year", locale) } };
    case "decade":
      return {
        key: "describe.decade",
        values: { certainty, from: format(from, "year", locale), to: format(to, "year", locale) },
      };
    case "interval": {
      const [start = "", end = ""] = date.edtf.split("/");
      return {
        key: "describe.interval",
        values: { certainty, from: format(from, partsOf(start), locale), to: format(to, partsOf(end), locale) },
      };
    }
  }
}

function certaintyOf({ approximate, uncertain }: RegisterDate): Certainty {
  if (approximate) return uncertain ? "both" : "about";
  return uncertain ? "unsure" : "stated";
}

/** How much of an interval's side to say; a season's outer month says more than its name would. */
function partsOf(side: string): Parts {
  const parsed = parseEdtf(side);
  const precision = parsed?.ok ? parsed.date.precision : "day";
  if (precision === "day") return "day";
  return precision === "year" || precision === "decade" ? "year" : "month";
}
