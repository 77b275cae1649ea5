import { peopleOf } from "@/lib/cases/rules";
import type { CaseRow } from "@/lib/cases/types";
import type { Locale } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import type { PointNode } from "@/lib/filter/points";
import { pointChoices } from "@/lib/filter/selection";
import type { Facets, SubstanceName } from "@/lib/filter/types";
import type { Names } from "@/lib/i18n/names";
import { nameIn } from "@/lib/i18n/names";
import type { CaseRow as CaseRecord, ReportRow } from "@/lib/reports/queries";
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
  const { edtf, point, lines, mass, ...same } = row;
  const date = dateOf(edtf);
  return {
    ...same,
    date,
    month: monthOf(date),
    transitPoint: point && named(point, locale),
    lines: lines.map(({ substance, ...line }) => ({ ...line, substance: named(substance, locale) })),
    grams: mass,
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
export function facetsOf(
  facets: Facets,
  lists: { points: readonly PointNode[]; substances: readonly SubstanceName[] },
  locale: Locale,
  words: Words,
): FacetsAnswer {
  const present = (choices: Choice[]) => choices.filter(({ count }) => count > 0);
  const noPoint = { value: "none", label: words("filter.noPoint"), count: facets.point.get(null) ?? 0 };
  return {
    total: facets.total,
    facets: {
      point: present([...pointsIn(lists.points, facets, locale), noPoint]),
      substance: present(
        lists.substances.map((it) => ({
          value: it.slug,
          label: nameIn(it, locale),
          count: facets.substance.get(it.id) ?? 0,
        })),
      ),
      mixed: present(
        [...facets.mixed].map(([value, count]) => ({ value, label: words(`filter.mixed.${value}`), count })),
      ),
      status: present(
        [...facets.status].map(([value, count]) => ({ value, label: words(`codes.status.${value}`), count })),
      ),
    },
  };
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
