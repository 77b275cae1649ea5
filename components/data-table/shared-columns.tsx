import { EdtfDate } from "@/components/ui/edtf-date";
import { HandlingMark } from "@/components/ui/handling-mark";
import { LocalName } from "@/components/ui/local-name";
import { NotStated } from "@/components/ui/not-stated";
import type { ReportedLine } from "@/components/ui/reported-line";
import { ReportedLines } from "@/components/ui/reported-lines";
import type { Handling } from "@/lib/codes";
import type { LocalName as Name } from "@/lib/i18n/names";
import type { TableColumn } from "./columns";

// What the lists of cases and of waiting reports show alike.

export const dateColumn = <Row extends { edtf: string | null }>(header: string): TableColumn<Row> => ({
  key: "date",
  header,
  cell: (row) => <EdtfDate edtf={row.edtf} />,
  width: 98,
  priority: 1,
  narrow: { line: 1, end: true },
});

/** The transit point; where none is attributed the place in the source's words, if the row has one. */
export const pointColumn = <Row extends { point: Name | null; place?: string | null }>(
  header: string,
): TableColumn<Row> => ({
  key: "point",
  header,
  cell: (row) => (row.point ? <LocalName name={row.point} /> : (row.place ?? <NotStated />)),
  title: (row) => row.point?.primary ?? row.place ?? undefined,
  width: 152,
  priority: 1,
  narrow: { line: 3 },
});

export const linesColumn = <Row extends { lines: readonly ReportedLine[] }>(header: string): TableColumn<Row> => ({
  key: "lines",
  header,
  cell: (row) => <ReportedLines lines={row.lines} />,
  title: (row) => row.lines.map((line) => line.title).join(" · "),
  priority: 1,
  narrow: { line: 2 },
});

export const handlingColumn = <Row extends { handling: Handling }>(header: string): TableColumn<Row> => ({
  key: "handling",
  header,
  cell: (row) => <HandlingMark handling={row.handling} />,
  width: 104,
  priority: 2,
  narrow: { line: 3, end: true },
});
