import { isOfVersion, peopleOf } from "@/lib/cases/rules";
import type { Account } from "@/lib/cases/schema";
import type { CaseRow, NamedFacets } from "@/lib/cases/types";
import type { Locale } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import type { PointNode } from "@/lib/filter/points";
import { pointChoices } from "@/lib/filter/selection";
import type { ChoiceName, Facets } from "@/lib/filter/types";
import { countryName } from "@/lib/i18n/countries";
import type { Names } from "@/lib/i18n/names";
import { nameIn } from "@/lib/i18n/names";
import type { MyReport } from "@/lib/reports/own";
import type { CaseRow as CaseRecord, ReportRow } from "@/lib/reports/queries";
import { canonical } from "@/lib/reports/rules";
import { versionParts } from "@/lib/reports/types";
import type { QueueRow } from "@/lib/review/types";
import type { ReportBody } from "./body";
import type { FoundReport } from "./loaders";
import type { ReportItem, ReportRecord } from "./report-shapes";
import type { ApiCaseFile, CaseItem, FacetsAnswer } from "./schema";
import type { Words } from "./types";

type Coded = Names & { slug: string };
const named = (it: Coded, locale: Locale) => ({ code: it.slug, name: nameIn(it, locale) });

function dateOf(edtf: string | null): CaseItem["date"] {
  const parsed = edtf === null ? null : parseDate(edtf);
  return parsed?.ok ? { edtf: parsed.date.edtf, from: parsed.date.from, to: parsed.date.to } : null;
}

/** The month that a date counts in: the one that holds all of it. */
function monthOf(date: CaseItem["date"]): string | null {
  return date && date.from.slice(0, 7) === date.to.slice(0, 7) ? date.from.slice(0, 7) : null;
}

/** A row of the list of cases as the API has it. */
export function caseItemOf(row: CaseRow, locale: Locale): CaseItem {
  const date = dateOf(row.edtf);
  // Named one by one: what the page's table shows besides is no part of the document.
  return {
    reference: row.reference,
    operation: row.operation,
    documented: row.documented,
    date,
    month: monthOf(date),
    transitPoint: row.point && named(row.point, locale),
    lines: row.lines.map(({ substance, ...line }) => ({ ...line, substance: named(substance, locale) })),
    grams: row.mass,
    people: row.people,
    reliability: row.reliability,
    credibility: row.credibility,
    handling: row.handling,
    status: row.status,
    verifiedAtSource: row.verifiedAtSource,
    amendmentWaiting: row.amendmentWaiting,
  };
}

/** A case with its reports as the API has it. */
export function caseFileOf(row: CaseRecord, reports: readonly ReportRow[], locale: Locale): ApiCaseFile {
  const date = dateOf(row.edtf);
  const { low, central, high } = row;
  return {
    reference: row.reference,
    operation: row.operation,
    documented: row.documented,
    date,
    month: monthOf(date),
    transitPoint: row.point && named(row.point, locale),
    people: peopleOf({
      arrestsKind: row.arrestsKind,
      arrestsCount: row.arrestsCount,
      persons: row.involvements.filter(({ personId }) => personId !== null).length,
      groups: row.involvements.flatMap(({ qualifier, count }) => (qualifier ? [{ qualifier, count }] : [])),
    }),
    handling: row.handling,
    status: row.status,
    verifiedAtSource: row.verifiedAtSource,
    amendmentWaiting: row.amendmentWaiting,
    ownerAgency: row.ownerAgency,
    attribution: row.attribution,
    place: row.place,
    seizingAgency: row.seizingAgency,
    transportMode: row.transportMode,
    concealment: row.concealment,
    note: row.note,
    arrests: { kind: row.arrestsKind, count: row.arrestsCount, words: row.arrestsWords },
    lines: row.lines.map(({ substance, mass, position: _, ...line }) => ({
      ...line,
      substance: named(substance, locale),
      grams:
        mass === null || mass.basis === "unknown" || mass.central === null
          ? null
          : {
              low: mass.low,
              central: mass.central,
              high: mass.high,
              basis: mass.basis,
              set: mass.set,
              factor: mass.factor,
            },
    })),
    grams: central === null ? null : { low, central, high },
    involvements: row.involvements.map(({ personId, name, count, qualifier, words, position: _, ...rest }) => ({
      ...rest,
      person: personId === null ? null : { name },
      group: qualifier && { qualifier, count, words },
    })),
    assets: row.assets.map(({ statedAmount, statedCurrency, statedAbout, statedRate, position: _, ...asset }) => ({
      ...asset,
      stated:
        statedAmount !== null && statedCurrency !== null && statedRate !== null
          ? { amount: statedAmount, currency: statedCurrency, about: statedAbout, rate: statedRate }
          : null,
    })),
    route: row.route.map(({ kind, place, country, point }) => ({
      kind,
      place,
      country,
      transitPoint: point && named(point, locale),
    })),
    reports: reports.map((report) => ({
      id: report.id,
      principal: report.id === row.principal,
      status: report.status,
      credibility: report.credibility,
      handling: report.handling,
      externalReference: report.externalReference,
      agency: report.agency,
      latestVersion: report.latestVersion,
      verifiedVersion: report.verifiedVersion,
      source: report.source,
    })),
  };
}

type Choice = FacetsAnswer["facets"][string][number];

/** The facets as the API has them: by key of the filter, only values that some case has. */
export function facetsOf(named: NamedFacets, locale: Locale, words: Words): FacetsAnswer {
  const { facets, points, substances, owners } = named;
  const byCode = (counts: ReadonlyMap<string, number>, label: (code: string) => string): Choice[] =>
    [...counts].map(([value, count]) => ({ value, label: label(value), count }));
  const codes = (list: string) => (code: string) => words(`codes.${list}.${code}`);
  const byId = (counts: ReadonlyMap<number | null, number>, choices: readonly ChoiceName[]): Choice[] =>
    choices.map(({ id, value, label }) => ({ value, label, count: counts.get(id) ?? 0 }));
  const none = (counts: ReadonlyMap<string | null, number> | ReadonlyMap<number | null, number>, label: string) => ({
    value: "none",
    label: words(`filter.${label}`),
    count: counts.get(null) ?? 0,
  });
  const countries = [...facets.country].flatMap(([code, count]): Choice[] =>
    code === null ? [] : [{ value: code, label: countryName(code, locale), count }],
  );
  const all: FacetsAnswer["facets"] = {
    point: [...pointsIn(points, facets, locale), none(facets.point, "noPoint")],
    month: [
      { value: "known", label: words("filter.monthKnown"), count: facets.month.known },
      { value: "unknown", label: words("filter.monthUnknown"), count: facets.month.unknown },
    ],
    substance: substances.map((it) => ({
      value: it.slug,
      label: nameIn(it, locale),
      count: facets.substance.get(it.id) ?? 0,
    })),
    family: byCode(facets.family, codes("family")),
    form: byCode(facets.form, codes("form")),
    mixed: byCode(facets.mixed, (code) => words(`filter.mixed.${code}`)),
    role: byCode(facets.role, codes("role")),
    arrest: byCode(facets.arrest, codes("arrest")),
    status: byCode(facets.status, codes("status")),
    agency: [...byId(facets.agency, named.agency), none(facets.agency, "noAgency")],
    owner: byId(facets.owner, owners),
    country: [...countries, none(facets.country, "noCountry")],
    reliability: byCode(facets.reliability, codes("reliability")),
    credibility: byCode(facets.credibility, codes("credibility")),
    handling: byCode(facets.handling, codes("handling")),
    operation: [...byId(facets.operation, named.operation), none(facets.operation, "noOperation")],
    source: byId(facets.source, named.source),
    mine: [{ value: "1", label: words("filter.field.mine"), count: facets.mine }],
  };
  const present = Object.entries(all).map(([key, choices]) => [key, choices.filter(({ count }) => count > 0)] as const);
  return { total: facets.total, facets: Object.fromEntries(present) };
}

/** Points in border order; a point's count includes the points within it, as the filter does. */
function pointsIn(points: readonly PointNode[], facets: Facets, locale: Locale): Choice[] {
  const flat = (choices: ReturnType<typeof pointChoices>): Choice[] =>
    choices.flatMap(({ point, count, children }) => [
      { value: point.slug, label: nameIn(point, locale), count },
      ...flat([...children]),
    ]);
  return flat(pointChoices([], points, facets.point));
}

/** An account as PUT takes it back. */
const saysOf = ({ source, ...account }: Account) => ({ ...account, source: { id: source } });

/** A report with its versions as the API has it. */
export function reportRecordOf({ report, caseFile, mayAmend }: FoundReport): ReportRecord {
  const account = (version: number) => {
    const found = report.accounts[String(version)];
    if (!found) throw new Error(`report ${report.id} has no version ${version}`);
    return saysOf(found);
  };
  const last = report.decisions.filter(({ version }) => version === report.latestVersion).findLast(isOfVersion);
  return {
    report: report.id,
    reference: caseFile.reference,
    principal: report.id === caseFile.principal,
    ...{ status: report.status, version: report.latestVersion, verifiedVersion: report.verifiedVersion },
    waiting: report.status !== "withdrawn" && last?.kind === "submitted",
    returned: last?.kind === "returned" ? last.reason : null,
    agency: report.agency,
    mayAmend,
    says: account(report.latestVersion),
    versions: report.versions.map(({ number, at, reason }) => ({
      ...{ number, at: at.toISOString(), reason },
      says: account(number),
    })),
  };
}

/** Where two versions differ that were written from the same one. People by number: a name is in none of the register's sides. */
export function sidesOf(stands: ReportRow, base: number, yours: ReportBody) {
  const sides = (account: Account | undefined): Record<string, unknown> => (account ? saysOf(account) : {});
  const [theirs, before] = [sides(stands.accounts[String(stands.latestVersion)]), sides(stands.accounts[String(base)])];
  const mine: Record<string, unknown> = yours;
  return versionParts
    .filter((part) => canonical(theirs[part]) !== canonical(mine[part]))
    .map((field) => ({
      ...{ field, base: before[field] ?? null },
      ...{ yours: mine[field] ?? null, theirs: theirs[field] ?? null },
    }));
}

export const myItemOf = (row: MyReport): ReportItem => ({
  ...{ report: row.reportId, reference: row.reference, version: row.version, amendment: row.amendment },
  ...{ date: dateOf(row.edtf), asReported: row.lines.map(({ asReported }) => asReported), source: row.source },
  ...{ since: row.at.toISOString(), reason: row.returned?.reason ?? null, decision: null },
});

export const queueItemOf = (row: QueueRow): ReportItem => ({
  ...{ report: row.reportId, reference: row.reference, version: row.version, amendment: row.kind === "amendment" },
  ...{ date: dateOf(row.edtf), asReported: row.lines.map(({ asReported }) => asReported), source: row.source },
  ...{ since: row.since.toISOString(), reason: null, decision: row.decision },
});
