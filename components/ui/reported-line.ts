import type { SeriesCode } from "@/lib/charts/colours";
import { seriesOf } from "@/lib/charts/colours";
import type { Locale, Qualifier, Unit } from "@/lib/codes";
import type { Names } from "@/lib/i18n/names";
import { nameIn } from "@/lib/i18n/names";

/** A line as its source gave it, in the reader's language. */
export type ReportedLine = {
  position: number;
  series: SeriesCode;
  name: string;
  /** the source's own word beside the register's */
  title: string;
  quantity: string | null;
  unit: Unit | null;
  unitAsReported: string | null;
  qualifier: Qualifier;
};

type Line = Omit<ReportedLine, "position" | "series" | "name" | "title"> & {
  asReported: string;
  /** null: not on the list any longer */
  substance: (Names & { slug: string; family: string }) | null;
};

export function reportedLine(line: Line, position: number, locale: Locale): ReportedLine {
  const { substance, asReported, quantity, unit, unitAsReported, qualifier } = line;
  const listed = substance && nameIn(substance, locale);
  // Whoever wrote an unknown name is quoted, not translated.
  const name = listed === null || substance?.slug === "unknown" ? asReported : listed;
  const title = listed === null || asReported === listed ? asReported : `${listed} “${asReported}”`;
  const series = substance ? seriesOf(substance.slug, substance.family) : "other";
  return { position, series, name, title, quantity, unit, unitAsReported, qualifier };
}
