import { z } from "zod";
import { statusCodes } from "@/lib/codes";
import { monthOf } from "@/lib/dates/calendar";
import { parseEdtf } from "@/lib/dates/edtf";
import type { Load } from "@/lib/db/with-viewer-load";
import { monthNumber, monthOfNumber } from "@/lib/filter/period";
import type { ImportEffect } from "./types";

/** Months that are told one by one. */
const shownMonths = 400;

const placed = z.object({ date: z.string().nullable(), point: z.string().nullable(), n: z.number() });
const counted = z.object({ point: z.string().nullable(), month: z.number().nullable(), n: z.number() });
const counting = [statusCodes.indexOf("submitted"), statusCodes.indexOf("verified")];

/**
 * What an import would do to the register, asked in its transaction before anything is written: cases by point and month before and after
 * (a case counts in a month where its whole date lies in it, as the charts count).
 */
export async function effectOf(load: Load): Promise<ImportEffect> {
  const added = z.array(placed).parse(
    await load.$queryRaw`
      SELECT n.account ->> 'date' AS date, n.account ->> 'point' AS point, count(*)::int AS n
      FROM import_new_record n JOIN import_match m ON m.row = n.row WHERE m.kind <> 'same' GROUP BY 1, 2`,
  );
  const moved = z.array(counted).parse(
    await load.$queryRaw`
      SELECT p.slug AS point, f.month, count(*)::int AS n FROM import_match m JOIN report r ON r.id = m.report_id JOIN case_flat f ON f.case_id = r.case_id
      LEFT JOIN transit_point p ON p.id = f.point_id WHERE m.kind = 'version' AND f.status = ANY (${counting}::int[]) GROUP BY 1, 2`,
  );
  const changes = new Map<string, { point: string | null; month: number | null; change: number }>();
  const change = (point: string | null, month: number | null, by: number) => {
    const key = `${point ?? ""} ${month ?? ""}`;
    const own = changes.get(key) ?? { point, month, change: 0 };
    own.change += by;
    changes.set(key, own);
  };
  for (const { date, point, n } of added) change(point, monthOfDate(date), n);
  for (const { point, month, n } of moved) change(point, month, -n);
  const changed = [...changes.values()].filter((one) => one.change !== 0);
  const months = changed.flatMap(({ month }) => month ?? []);
  const before = z.array(counted).parse(
    await load.$queryRaw`
      SELECT p.slug AS point, f.month, count(*)::int AS n FROM case_flat f LEFT JOIN transit_point p ON p.id = f.point_id
      WHERE f.status = ANY (${counting}::int[]) AND (f.month = ANY (${[...new Set(months)]}::int[]) OR f.month IS NULL) GROUP BY 1, 2`,
  );
  const stood = new Map(before.map(({ point, month, n }) => [`${point ?? ""} ${month ?? ""}`, n]));
  const rows = changed
    .map(({ point, month, change: by }) => {
      const was = stood.get(`${point ?? ""} ${month ?? ""}`) ?? 0;
      return { point, month: month === null ? null : monthOfNumber(month), before: was, after: was + by };
    })
    .sort((a, b) => b.after - b.before - (a.after - a.before) || (a.month ?? "").localeCompare(b.month ?? ""));
  return {
    months: rows.slice(0, shownMonths),
    moreMonths: Math.max(0, rows.length - shownMonths),
  };
}

function monthOfDate(edtf: string | null): number | null {
  const read = edtf === null ? null : parseEdtf(edtf);
  if (!read?.ok) return null;
  const month = monthOf(read.date.from, read.date.to);
  return month === null ? null : monthNumber(month);
}
