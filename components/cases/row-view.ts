import type { ReportedLine } from "@/components/ui/reported-line";
import { reportedLine } from "@/components/ui/reported-line";
import type { CaseRow, PeopleCount, RowMass } from "@/lib/cases/types";
import type { Credibility, Handling, InvolvementRole, Locale, Reliability, Status, Transport } from "@/lib/codes";
import type { RowMatch } from "@/lib/filter/types";
import { formatInstant, formatNumber } from "@/lib/i18n/format";
import type { LocalName } from "@/lib/i18n/names";
import { localName } from "@/lib/i18n/names";
import { roundTo } from "@/lib/quantity/decimal";
import { formatGrams } from "@/lib/quantity/format";

/** What the lines weigh together, ready to be shown. */
export type MassView = {
  /** the reader's digits */
  text: string;
  unit: "kg" | "g" | "mg" | "ug";
  /** `≥` where there is no upper bound or a line has no weight, `≤` where there is no lower one, `≈` where converted or a range */
  sign: "" | "≈" | "≥" | "≤";
  /** some line has no weight */
  incomplete: boolean;
  converted: boolean;
  low: string | null;
  high: string | null;
  /** ends on the axis from 10 g to 10 kg, from 0 to 1; alike for a stated weight */
  glyph: { from: number; to: number };
};

/** A row of the table as the browser needs it: in the reader's language, nothing more. */
export type RowView = {
  reference: string;
  operation: string | null;
  documented: boolean;
  edtf: string | null;
  point: LocalName | null;
  lines: ReportedLine[];
  mass: MassView | null;
  people: PeopleCount;
  reliability: Reliability;
  credibility: Credibility;
  handling: Handling;
  status: Status;
  atSource: boolean;
  waiting: boolean;
  place: string | null;
  agency: string | null;
  owner: string | null;
  transport: string | null;
  concealment: string | null;
  /** from the least to the most, in grams */
  grams: string | null;
  roles: string | null;
  arrests: PeopleCount;
  sources: number | null;
  logged: string;
  changed: string | null;
  /** where the searched text was found; null without a text */
  match: RowMatch | null;
};

/** What a row needs beside itself to be put into words. */
export type RowWords = {
  locale: Locale;
  /** of the reader's agency */
  timeZone: string;
  role: (code: InvolvementRole) => string;
  transport: (code: Transport) => string;
};

export function rowView(row: CaseRow, words: RowWords, match: RowMatch | null = null): RowView {
  const { locale, timeZone } = words;
  return {
    match,
    reference: row.reference,
    operation: row.operation,
    documented: row.documented,
    edtf: row.edtf,
    point: row.point && localName(row.point, locale, row.point.country),
    lines: row.lines.map((line, index) => reportedLine(line, index + 1, locale)),
    mass: row.mass && massView(row.mass, locale),
    people: row.people,
    reliability: row.reliability,
    credibility: row.credibility,
    handling: row.handling,
    status: row.status,
    atSource: row.verifiedAtSource,
    waiting: row.amendmentWaiting,
    place: row.place,
    agency: row.seizingAgency,
    owner: row.owner,
    transport: row.transport === null || row.transport === "unknown" ? null : words.transport(row.transport),
    concealment: row.concealment,
    grams: row.mass && gramsView(row.mass, locale),
    roles: row.roles.length === 0 ? null : row.roles.map((one) => roleView(one, words)).join(" · "),
    arrests: peopleCount(row.arrests),
    sources: row.sources,
    logged: formatInstant(row.logged, timeZone),
    changed: row.changed && formatInstant(row.changed, timeZone),
  };
}

/** A stated number of arrests as people are counted. */
function peopleCount({ kind, count }: CaseRow["arrests"]): PeopleCount {
  return kind === "unknown" || count === null ? { kind: "unknown", count: null } : { kind, count };
}

function roleView({ role, count, open }: CaseRow["roles"][number], { locale, role: word }: RowWords): string {
  // A group of nobody knows how many adds no number, and is not nobody.
  if (count === 0) return word(role);
  return `${word(role)} ${open ? "≥\u2009" : ""}${formatNumber(count, locale)}`;
}

/** Grams to three decimals: `1,240–1,378`, `≥ 5` without an upper bound, `≤ 5` without a lower one. */
function gramsView({ low, high, incomplete }: RowMass, locale: Locale): string {
  const number = (grams: string) => {
    const rounded = roundTo(grams, 3).replace(/\.?0+$/, "");
    return formatNumber(rounded === "0" ? grams : rounded, locale);
  };
  if (high === null || incomplete) return `≥\u2009${number(low)}`;
  if (low === "0") return `≤\u2009${number(high)}`;
  return number(low) === number(high) ? number(low) : `${number(low)}–${number(high)}`;
}

function massView({ central, high, converted, incomplete, ...mass }: RowMass, locale: Locale): MassView {
  // "0 g or more" says nothing: without a lower bound the figure is told by its upper one.
  const low = mass.low === "0" ? null : mass.low;
  const number = (grams: string | null) => {
    if (grams === null) return null;
    const { value, unit } = formatGrams(grams);
    return `${formatNumber(value, locale)} ${unit === "ug" ? "µg" : unit}`;
  };
  const range = low !== high || low === null;
  const open = high === null || incomplete;
  const sign = open && low !== null ? "≥" : !open && low === null ? "≤" : converted || range ? "≈" : "";
  const shown = formatGrams((sign === "≥" ? low : sign === "≤" ? high : null) ?? central);
  return {
    text: formatNumber(shown.value, locale),
    unit: shown.unit,
    sign,
    incomplete,
    converted,
    low: range ? number(low) : null,
    high: range ? number(high) : null,
    glyph: { from: low === null ? 0 : onAxis(low), to: high === null ? 1 : onAxis(high) },
  };
}

/** Where a weight in grams lies on the logarithmic axis from 10 g (0) to 10 kg (1). Drawing only: a float will do. */
export function onAxis(grams: string): number {
  const place = (Math.log10(Number(grams)) - 1) / 3;
  return Math.round(Math.min(1, Math.max(0, place)) * 1000) / 1000;
}
