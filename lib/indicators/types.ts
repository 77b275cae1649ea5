import type { Qualifier } from "@/lib/codes";
import type { Names } from "@/lib/i18n/names";

/** What became of a value that was recorded. */
export type Outcome = "added" | "changed" | "unchanged";

/** What recording values did: how many of each, and row by row, in the order of the input, the value's id. */
export type Recorded = {
  added: number;
  changed: number;
  unchanged: number;
  rows: { id: number; outcome: Outcome }[];
};

/** Figures as a source states them: decimal strings, null where it gives none; `words` are its own where it gives no number. */
export type Stated = {
  qualifier: Qualifier;
  value: string | null;
  low: string | null;
  high: string | null;
  words: string | null;
};

/** A period or a day: EDTF as written, with its first and last calendar day. */
export type Dated = { edtf: string; from: string; to: string };

/** A row of `weir indicators` and of the API: slug, code of the place, EDTF, exact decimals; null: not stated. */
export type IndicatorRow = {
  indicator: string;
  place: string;
  period: string;
  value: string | null;
  low: string | null;
  high: string | null;
};

/** What of the values is asked for. Days are calendar days; a value is there when its whole period lies within. */
export type IndicatorsAsked = { place: string | null; from: string | null; to: string | null };

export type Place = Names & { code: string };
export type SourceName = { id: number; title: string; number: number | null };
/** An indicator as lists name it. */
export type IndicatorName = Names & { slug: string; unit: string };

/** A dated text of the lists, a marker or an assessment. */
export type DatedText = Dated & { textEn: string; textZh: string; textKo: string; source: SourceName | null };
export type MarkerRow = DatedText & { id: number; version: number; points: readonly (Names & { slug: string })[] };
export type AssessmentRow = DatedText & { id: number; version: number };

/** The values of one indicator at one place. */
export type SeriesRow = {
  indicator: IndicatorName;
  /** null: the indicator has no value yet */
  place: Place | null;
  values: number;
  latest: (Dated & Stated) | null;
  /** the last of them, oldest first */
  course: readonly (Dated & { value: string | null })[];
};

export type PointChoice = Names & { slug: string; country: string };
export type SourceChoice = { id: number; title: string };
/** What the forms offer. */
export type Choices = { points: readonly PointChoice[]; sources: readonly SourceChoice[] };
/** What a viewer may do with these lists. */
export type ListRights = "keep" | "propose" | "read";

export type IndicatorsPage = {
  series: readonly SeriesRow[];
  markers: readonly MarkerRow[];
  assessments: readonly AssessmentRow[];
  choices: Choices;
  rights: ListRights;
};

export type IndicatorDetails = IndicatorName & { note: string | null; source: SourceName | null; version: number };

/** What a value was before. */
export type Revision = Stated & { edtf: string; version: number; recordedAt: Date; recordedBy: string | null };
export type ValueRow = Dated &
  Stated & {
    id: number;
    version: number;
    place: Place;
    point: string | null;
    noteEn: string | null;
    noteZh: string | null;
    noteKo: string | null;
    source: SourceName | null;
    recordedAt: Date;
    recordedBy: string | null;
    /** newest first */
    revisions: readonly Revision[];
  };

export type IndicatorPage = {
  indicator: IndicatorDetails;
  places: readonly (Place & { values: number })[];
  /** code of the place whose values are shown; null: of all */
  place: string | null;
  values: readonly ValueRow[];
  total: number;
  /** from 1 */
  page: number;
  pages: number;
  choices: Choices;
  rights: ListRights;
};

/** The values of one indicator at one place, for a chart: in order of time. */
export type ContextSeries = {
  indicator: IndicatorName;
  place: Place;
  /** slug of the point that the place is or lies in; null: a wider place */
  point: string | null;
  values: readonly (Dated &
    Stated & {
      /** YYYY-MM that the period lies in; null: it is longer than a month */
      month: string | null;
    })[];
};

/** What stands beside a chart of cases, and is never counted in it. */
export type Context = {
  series: readonly ContextSeries[];
  markers: readonly MarkerRow[];
  assessments: readonly AssessmentRow[];
};
