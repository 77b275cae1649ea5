import type { Viewer } from "@/lib/auth/types";
import { parseDate } from "@/lib/dates/parse";
import type { RegisterDate } from "@/lib/dates/types";
import type { Tx } from "@/lib/db/client";
import { logReport } from "@/lib/reports/mutations";
import type { Loading } from "./loading";
import { documentedCases } from "./register/cases";
import { assessments, indicators, indicatorValues, markers } from "./register/context";
import type { DocumentedSource } from "./register/sources";
import { article, citedSources } from "./register/sources";

/** Sources, indicators, markers, assessments and the documented cases, each with its citation. What is there is left as it is. */
export async function loadRegister(tx: Tx, register: Viewer, loading: Loading): Promise<void> {
  const sources = await loadSources(tx, register, loading);
  await loadIndicators(tx, loading, sources);
  await loadTexts(tx, loading, sources);
  await loadCases(tx, register, sources);
}

type Sources = ReadonlyMap<string, number>;

async function loadSources(tx: Tx, register: Viewer, loading: Loading): Promise<Sources> {
  const read = async () =>
    new Map(
      (
        await tx.source.findMany({ where: { registerKey: { not: null } }, select: { id: true, registerKey: true } })
      ).map((s) => [s.registerKey ?? "", s.id]),
    );
  const row = ({ key, published, ...source }: DocumentedSource, citedInId: number | null) => {
    const { edtf, from, to } = dateOf(published);
    return {
      ...source,
      registerKey: key,
      slug: key,
      publishedEdtf: edtf,
      publishedFrom: from,
      publishedTo: to,
      citedInId,
      // Nobody has judged them.
      reliability: "F",
      ownerAgencyId: register.agencyId,
      shared: true,
    };
  };
  let ids = await read();
  if (!ids.has(article.key)) {
    await loading.announce();
    await tx.source.create({ data: row(article, null), select: { id: true } });
    ids = await read();
  }
  const missing = citedSources.filter((s) => !ids.has(s.key));
  if (missing.length === 0) return ids;
  await loading.announce();
  await tx.source.createMany({ data: missing.map((s) => row(s, known(ids, article.key))) });
  return read();
}

async function loadIndicators(tx: Tx, loading: Loading, sources: Sources): Promise<void> {
  const before = new Set((await tx.indicator.findMany({ select: { slug: true } })).map((i) => i.slug));
  const missing = indicators.filter((i) => !before.has(i.slug) && !loading.removed.has(`indicator/${i.slug}`));
  if (missing.length > 0) {
    await loading.announce();
    await tx.indicator.createMany({
      data: missing.map(({ slug, names, unit }) => ({
        slug,
        unit,
        nameEn: names.en,
        nameZh: names.zh,
        nameKo: names.ko,
      })),
    });
  }
  const ids = new Map((await tx.indicator.findMany({ select: { id: true, slug: true } })).map((i) => [i.slug, i.id]));
  const have = new Set((await tx.indicatorValue.findMany({ select: { registerKey: true } })).map((v) => v.registerKey));
  const points = new Map(
    (await tx.transitPoint.findMany({ select: { id: true, slug: true } })).map((p) => [p.slug, p.id]),
  );
  const values = indicatorValues.flatMap(({ key, indicator, place, point, period, note, source, ...value }) => {
    const indicatorId = ids.get(indicator);
    if (indicatorId === undefined || have.has(key) || loading.removed.has(`indicator_value/${key}`)) return [];
    const { edtf, from, to } = dateOf(period);
    return [
      {
        ...value,
        registerKey: key,
        indicatorId,
        placeEn: place.en,
        placeZh: place.zh,
        placeKo: place.ko,
        // A point that somebody took off the list is not one of theirs any more.
        pointId: (point !== null && points.get(point)) || null,
        edtf,
        dateFrom: from,
        dateTo: to,
        noteEn: note?.en ?? null,
        noteZh: note?.zh ?? null,
        noteKo: note?.ko ?? null,
        sourceId: known(sources, source),
      },
    ];
  });
  if (values.length === 0) return;
  await loading.announce();
  await tx.indicatorValue.createMany({ data: values });
}

async function loadTexts(tx: Tx, loading: Loading, sources: Sources): Promise<void> {
  const rows = (texts: typeof markers, table: string, have: readonly { registerKey: string | null }[]) =>
    texts
      .filter(({ key }) => !have.some((h) => h.registerKey === key) && !loading.removed.has(`${table}/${key}`))
      .map(({ key, date, text, source }) => {
        const { edtf, from, to } = dateOf(date);
        return {
          registerKey: key,
          edtf,
          dateFrom: from,
          dateTo: to,
          textEn: text.en,
          textZh: text.zh,
          textKo: text.ko,
          sourceId: known(sources, source),
        };
      });
  const newMarkers = rows(markers, "marker", await tx.marker.findMany({ select: { registerKey: true } }));
  const newAssessments = rows(
    assessments,
    "assessment",
    await tx.assessment.findMany({ select: { registerKey: true } }),
  );
  if (newMarkers.length + newAssessments.length === 0) return;
  await loading.announce();
  if (newMarkers.length > 0) await tx.marker.createMany({ data: newMarkers });
  if (newAssessments.length > 0) await tx.assessment.createMany({ data: newAssessments });
}

/** A report's id is permanent: one that is there is not written again, whatever became of it. */
async function loadCases(tx: Tx, register: Viewer, sources: Sources): Promise<void> {
  for (const { reference, report, source, operation, account } of documentedCases)
    await logReport(tx, register, {
      id: report,
      account,
      source: { id: known(sources, source) },
      attachTo: null,
      operation,
      team: [],
      atSource: {
        reference,
        documented: true,
        reason: "Documented case that ships with the product, taken over as its source states it",
      },
    });
}

type Interval = Pick<RegisterDate, "edtf"> & { from: Date; to: Date };

function dateOf(text: string): Interval {
  const parsed = parseDate(text);
  if (!parsed.ok) throw new Error(`"${text}" is not a date`);
  const { edtf, from, to } = parsed.date;
  return { edtf, from: new Date(`${from}T00:00:00Z`), to: new Date(`${to}T00:00:00Z`) };
}

function known(ids: Sources, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`no source "${key}" in the register`);
  return id;
}
