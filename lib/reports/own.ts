import type { Qualifier, Unit } from "@/lib/codes";
import type { Counted } from "@/lib/i18n/format";
import type { Names } from "@/lib/i18n/names";
import type { ValueWords } from "./amendment";
import type { DraftSummary, ReportValues } from "./form";
import { freshLeg, freshLine, freshReport } from "./form";
import type { Actor } from "./types";

/** A report of the viewer's own that waits, or came back: what its newest version says. */
export type MyReport = {
  reportId: string;
  version: number;
  /** of a verified report */
  amendment: boolean;
  /** of its case */
  reference: string;
  edtf: string | null;
  point: (Names & { country: string }) | null;
  place: string | null;
  lines: {
    position: number;
    asReported: string;
    quantity: string | null;
    unit: Unit | null;
    unitAsReported: string | null;
    qualifier: Qualifier;
  }[];
  /** title */
  source: string;
  /** since when it waits, or when it came back */
  at: Date;
  returned: { by: Actor; reason: string } | null;
};

/** What `/reports` shows: up to fifty of each, the newest first, and how many there are. */
export type MyReports = {
  drafts: { total: number; rows: DraftSummary[] };
  waiting: Counted & { rows: MyReport[] };
  returned: Counted & { rows: MyReport[] };
  templates: Template[];
};

/** A named starting point. `point` and `substances`: what tells one from another, by name. */
export type Template = {
  id: string;
  name: string;
  shared: boolean;
  /** who made it; null for the viewer's own, which they may rename and remove */
  by: string | null;
  point: Names | null;
  substances: Names[];
};

/** Characters that a template's name may have. */
export const mostTemplateName = 80;

/** What a copy of a report leaves out, because it is of one event, one source or one person. */
export type LeftOut = "date" | "externalReference" | "note" | "people";

/**
 * A report's values as a new one begins with them: all but what is unique. The date, the number that its source gave it and the note are of
 * one event; somebody named is of one event too, and a name is never copied. Confirmations are for figures that somebody looked at then.
 */
export function copyOf(values: ReportValues): { values: ReportValues; left: LeftOut[] } {
  const fresh = freshReport();
  const named = values.people.some(({ kind }) => kind === "person");
  const left: LeftOut[] = (["date", "externalReference", "note"] as const).filter(
    (field) => values[field].trim() !== "",
  );
  return {
    left: named ? [...left, "people"] : left,
    values: {
      ...values,
      people: values.people.filter(({ kind }) => kind === "group"),
      ...{ date: "", externalReference: "", note: "", team: [], confirmed: [], otherEvents: fresh.otherEvents },
      ...{ attachTo: null, amends: null },
    },
  };
}

/** What a template keeps: where, who seized, what in which form and unit, the route, the source and its grade. No figure, nobody, no free words about an event. */
export function templateOf(values: ReportValues): ReportValues {
  const { point, attribution, place, seizingAgency, operation, transportMode, source, credibility, handling } = values;
  const lines = values.lines.map((line, at) => ({
    ...freshLine(String(at + 1)),
    ...{ asReported: line.asReported, substance: line.substance, form: line.form },
    ...{ unit: line.unit, unitAsReported: line.unitAsReported },
  }));
  return {
    ...freshReport(),
    ...{ point, attribution, place, seizingAgency, operation, transportMode, credibility, handling },
    // A source that is not in the register yet is one report's: it is found there the next time.
    source: source.mode === "found" ? source : freshReport().source,
    lines: lines.length > 0 ? lines : freshReport().lines,
    route: values.route.map((leg, at) => ({ ...freshLeg(String(at + 1), "origin"), ...leg, key: String(at + 1) })),
  };
}

/** The same values with what was chosen called as this reader's lists call it: another reader made them. */
export function renamed(values: ReportValues, words: ValueWords): ReportValues {
  const named = (picked: ReportValues["point"], name: (id: string) => string) =>
    picked.id === "" ? picked : { id: picked.id, text: name(picked.id) };
  const { found } = values.source;
  const source = found.id === "" ? null : words.source(Number(found.id));
  return {
    ...values,
    point: named(values.point, words.point),
    lines: values.lines.map((line) => ({
      ...line,
      substance: named(line.substance, words.substance),
      unit: named(line.unit, words.unit),
    })),
    route: values.route.map((leg) => ({
      ...leg,
      country: named(leg.country, words.country),
      point: named(leg.point, words.point),
    })),
    source: source
      ? { ...values.source, found: { id: found.id, text: source.text }, reliability: source.reliability }
      : values.source,
  };
}
