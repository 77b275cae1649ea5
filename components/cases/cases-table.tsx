"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ColumnSort, TableColumn } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { EdtfDate } from "@/components/ui/edtf-date";
import { GradeBadge } from "@/components/ui/grade-badge";
import { HandlingMark } from "@/components/ui/handling-mark";
import { LocalName } from "@/components/ui/local-name";
import { NotStated } from "@/components/ui/not-stated";
import { CaseName, Mass, PeopleCell, ReportedLines, StatusCell } from "./cells";
import { MassAxis, MassGlyph } from "./mass-glyph";
import type { RowView } from "./row-view";

/** The list of cases. @param sorts by column, as addresses */
export function CasesTable({ rows, sorts }: { rows: readonly RowView[]; sorts: Partial<Record<string, ColumnSort>> }) {
  const t = useTranslations("cases");
  const columns = useMemo((): TableColumn<RowView>[] => {
    return [
      {
        key: "case",
        header: t("column.case"),
        cell: (row) => <CaseName {...row} />,
        title: (row) => row.operation ?? undefined,
        link: true,
        width: "13%",
        priority: 1,
        narrow: { line: 1 },
      },
      {
        key: "date",
        header: t("column.date"),
        cell: (row) => <EdtfDate edtf={row.edtf} />,
        width: 98,
        priority: 1,
        narrow: { line: 1, end: true },
      },
      {
        key: "point",
        header: t("column.point"),
        cell: (row) => (row.point ? <LocalName name={row.point} /> : <NotStated />),
        title: (row) => row.point?.primary,
        width: 152,
        priority: 1,
        narrow: { line: 3 },
      },
      {
        key: "lines",
        header: t("column.lines"),
        cell: (row) => <ReportedLines lines={row.lines} />,
        title: (row) => row.lines.map((line) => line.title).join(" · "),
        priority: 1,
        narrow: { line: 2 },
      },
      {
        key: "mass",
        header: t("column.mass"),
        cell: (row) => <Mass mass={row.mass} />,
        width: 76,
        align: "end",
        priority: 1,
        narrow: { line: 2, end: true, after: (row) => (row.mass?.unit === "kg" ? "kg" : null) },
      },
      {
        key: "range",
        header: <MassAxis />,
        cell: (row) => row.mass && <MassGlyph {...row.mass.glyph} />,
        width: 80,
        priority: 3,
      },
      {
        key: "people",
        header: t("column.people"),
        cell: (row) => <PeopleCell people={row.people} />,
        width: 78,
        align: "end",
        priority: 2,
        narrow: {
          line: 3,
          dot: true,
          after: (row) => (row.people.count === null ? null : t("peopleAfter", { count: row.people.count })),
        },
      },
      {
        key: "grade",
        header: t("column.grade"),
        cell: (row) => <GradeBadge reliability={row.reliability} credibility={row.credibility} />,
        width: 56,
        priority: 2,
        narrow: { line: 3, end: true },
      },
      {
        key: "handling",
        header: t("column.handling"),
        cell: (row) => <HandlingMark handling={row.handling} />,
        width: 104,
        priority: 2,
        narrow: { line: 3, end: true },
      },
      {
        key: "status",
        header: t("column.status"),
        cell: (row) => <StatusCell {...row} />,
        width: 108,
        priority: 2,
        narrow: { line: 3, end: true },
      },
    ];
  }, [t]);
  return (
    <DataTable
      label={t("table")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.reference}
      rowHref={(row) => `/cases/${row.reference}`}
      sorts={sorts}
    />
  );
}
