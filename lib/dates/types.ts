/** How much of a date is known. `month` also stands for "some day in this month" (`2008-10-XX`). */
export type DatePrecision = "day" | "month" | "season" | "year" | "decade" | "interval";

/**
 * A date as the register keeps it: the EDTF text as written, and the bounded interval of calendar days it stands for.
 * `from` and `to` are inclusive calendar days (`YYYY-MM-DD`) without any time zone.
 */
export type RegisterDate = {
  edtf: string;
  from: string;
  to: string;
  precision: DatePrecision;
  /** `~` or `%`: the source says "about". The interval is not widened. */
  approximate: boolean;
  /** `?` or `%`: the source is not sure. The interval is not widened. */
  uncertain: boolean;
};

/** Why a text is not accepted as a date. Words for each stand in the messages, `dates.error`. */
export const dateErrorCodes = [
  "empty",
  "words",
  "ambiguous",
  "no-year",
  "two-digit-year",
  "year-first",
  "no-such-month",
  "no-such-day",
  "year-range",
  "too-wide",
  "open-interval",
  "interval-order",
  "set",
  "range",
  "time",
  "unsupported",
  "not-a-date",
] as const;
export type DateErrorCode = (typeof dateErrorCodes)[number];

/** `suggestions` are texts that `parseDate` accepts; the typist chooses, nothing is taken over by itself. */
export type DateRefusal = { ok: false; code: DateErrorCode; suggestions: readonly string[] };
export type ParsedDate = { ok: true; date: RegisterDate } | DateRefusal;
