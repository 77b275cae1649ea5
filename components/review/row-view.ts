import type { SeriesCode } from "@/lib/charts/colours";
import { seriesOf } from "@/lib/charts/colours";
import type { Locale } from "@/lib/codes";
import { formatInstant } from "@/lib/i18n/format";
import type { LocalName } from "@/lib/i18n/names";
import { localName, nameIn } from "@/lib/i18n/names";
import type { QueueLine, QueueRow } from "@/lib/review/types";

export type QueueLineView = Omit<QueueLine, "substance" | "form" | "asReported"> & {
  position: number;
  series: SeriesCode;
  name: string;
};

/** A row of the queue as the browser needs it: in the reader's language, on the clock of their agency. */
export type QueueRowView = Omit<QueueRow, "point" | "lines" | "since"> & {
  /** the report and its version: a newer version is another row */
  key: string;
  point: LocalName | null;
  lines: QueueLineView[];
  since: { text: string; iso: string };
};

export function queueRowView(
  { point, lines, since, ...row }: QueueRow,
  locale: Locale,
  timeZone: string,
): QueueRowView {
  return {
    ...row,
    key: `${row.reportId}/${row.version}`,
    point: point && localName(point, locale, point.country),
    lines: lines.map(({ substance, asReported, quantity, unit, unitAsReported, qualifier }, position) => ({
      ...{ position, quantity, unit, unitAsReported, qualifier },
      series: substance ? seriesOf(substance.slug, substance.family) : "other",
      // Whoever wrote an unknown name is quoted, not translated.
      name: substance && substance.slug !== "unknown" ? nameIn(substance, locale) : asReported,
    })),
    since: { text: formatInstant(since, timeZone), iso: since.toISOString() },
  };
}
