import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { listCases } from "@/lib/cases/queries";
import { coverageOver } from "@/lib/charts/coverage";
import { today } from "@/lib/dates/calendar";
import { withViewer } from "@/lib/db/with-viewer";
import { emptyFilter } from "@/lib/filter/fields";
import { monthNumber } from "@/lib/filter/period";
import { resolveFilter } from "@/lib/filter/refs";
import { filterWhere } from "@/lib/filter/where";
import { readMyReports } from "@/lib/reports/mine";
import { readQueueHead } from "@/lib/review/queries";
import { countPoints, listCoverage } from "@/lib/trends/queries";
import { listViews } from "@/lib/views/queries";
import { countPointMonths, newestOfPoints, seesNothing } from "./queries";
import type { Counted } from "./rules";
import { allOf, comparedDays, pointLines, sparkMonths } from "./rules";
import type { OverviewPage } from "./types";

const newestRows = 8;

/**
 * What `/` shows: this month beside the same days a year ago at every point, the newest cases, what the viewer has in hand; all from one
 * snapshot in the viewer's name. Every number is the list's own for the same filter.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadOverview(viewer: Viewer, asOf = new Date()): Promise<OverviewPage> {
  assertMay(viewer, "case.read");
  const day = today(viewer.timeZone, asOf);
  const days = comparedDays(day);
  const present = monthNumber(day.slice(0, 7));
  return withViewer(viewer, async (tx) => {
    const { refs, points, substances } = await resolveFilter(tx, emptyFilter);
    const { periods, nils } = await listCoverage(tx);
    const counted: Counted = {
      points,
      now: await countPoints(tx, { ...emptyFilter, ...days.now }, refs),
      before: await countPoints(tx, { ...emptyFilter, ...days.before }, refs),
      months: await countPointMonths(tx, present - sparkMonths + 1, present),
      last: await newestOfPoints(tx),
      coverage: (ids) => coverageOver(ids, periods, nils),
      day,
    };
    const names = { points, substances };
    const asked = { columns: new Set(["lines"] as const), limit: newestRows, setId: null };
    const newest = await listCases(tx, filterWhere(emptyFilter, refs), "-logged", null, names, asked);
    return {
      empty: newest.rows.length === 0 && (await seesNothing(tx)),
      ...days,
      ...pointLines(counted),
      all: { now: allOf(counted.now, days.now, counted), before: allOf(counted.before, days.before, counted) },
      newest: newest.rows,
      mine: may(viewer, "report.log") ? await readMyReports(tx, viewer) : null,
      review: may(viewer, "report.decide") ? await readQueueHead(tx, viewer) : null,
      views: await listViews(tx),
      asOf,
    };
  });
}
