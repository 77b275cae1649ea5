"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ColumnSort, TableColumn } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { dateColumn, handlingColumn, linesColumn, pointColumn } from "@/components/data-table/shared-columns";
import { GradeBadge } from "@/components/ui/grade-badge";
import { CaseName, Mass, PeopleCell, StatusCell } from "./cells";
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
      dateColumn(t("column.date")),
      pointColumn(t("column.point")),
      linesColumn(t("column.lines")),
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
      handlingColumn(t("column.handling")),
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
