import type { ReportedLine } from "@/components/ui/reported-line";
import { reportedLine } from "@/components/ui/reported-line";
import type { Locale } from "@/lib/codes";
import { formatInstant } from "@/lib/i18n/format";
import type { LocalName } from "@/lib/i18n/names";
import { localName } from "@/lib/i18n/names";
import type { QueueRow } from "@/lib/review/types";

/** A row of the queue as the browser needs it: in the reader's language, on the clock of their agency. */
export type QueueRowView = Omit<QueueRow, "point" | "lines" | "since"> & {
  /** the report and its version: a newer version is another row */
  key: string;
  point: LocalName | null;
  lines: ReportedLine[];
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
    lines: lines.map((line, position) => reportedLine(line, position, locale)),
    since: { text: formatInstant(since, timeZone), iso: since.toISOString() },
  };
}
