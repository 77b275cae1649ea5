"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { GridColumn } from "@/components/data-table/grid-shape";
import { dateColumn, handlingColumn, linesColumn, pointColumn } from "@/components/data-table/shared-columns";
import { GradeBadge } from "@/components/ui/grade-badge";
import { NotStated } from "@/components/ui/not-stated";
import { PeopleCount } from "@/components/ui/people-count";
import type { ColumnCode, ShownColumn } from "@/lib/cases/columns";
import { CaseName, Mass, PeopleCell, StatusCell } from "./cells";
import { Found, foundText } from "./found";
import { MassAxis, MassGlyph } from "./mass-glyph";
import type { RowView } from "./row-view";

type Plain = Omit<GridColumn<RowView>, "key" | "header" | "name"> & { header?: GridColumn<RowView>["header"] };

/** A text of the source, or that it says nothing. */
const stated = (of: (row: RowView) => string | null, width: number): Plain => ({
  cell: (row) => of(row) ?? <NotStated />,
  title: (row) => of(row) ?? undefined,
  width,
  priority: 3,
});

/** The column that says where a searched text was found; the address does not know it. */
export const foundKey = "found";

/**
 * The columns that are shown, in their order. @param changed widths that are on their way into the address
 * @param searched whether the rows were found by a text
 */
export function useListColumns(
  shown: readonly ShownColumn[],
  changed: Readonly<Record<string, number>>,
  searched: boolean,
): GridColumn<RowView>[] {
  const t = useTranslations("cases");
  const all = useMemo((): Record<ColumnCode, Plain> => {
    return {
      case: {
        cell: (row) => <CaseName {...row} />,
        title: (row) => row.operation ?? undefined,
        link: true,
        width: 160,
        priority: 1,
        narrow: { line: 1 },
      },
      date: { ...dateColumn<RowView>(t("column.date")), width: 98 },
      point: { ...pointColumn<RowView>(t("column.point")), width: 152 },
      lines: { ...linesColumn<RowView>(t("column.lines")), width: 220, grow: true },
      mass: {
        cell: (row) => <Mass mass={row.mass} />,
        width: 76,
        align: "end",
        priority: 1,
        narrow: { line: 2, end: true, after: (row) => (row.mass?.unit === "kg" ? "kg" : null) },
      },
      range: {
        header: <MassAxis />,
        cell: (row) => row.mass && <MassGlyph {...row.mass.glyph} />,
        width: 80,
        priority: 3,
      },
      people: {
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
      grade: {
        cell: (row) => <GradeBadge reliability={row.reliability} credibility={row.credibility} />,
        width: 56,
        priority: 2,
        narrow: { line: 3, end: true },
      },
      handling: { ...handlingColumn<RowView>(t("column.handling")), width: 104 },
      status: {
        cell: (row) => <StatusCell {...row} />,
        width: 108,
        priority: 2,
        narrow: { line: 3, end: true },
      },
      operation: stated((row) => row.operation, 140),
      place: stated((row) => row.place, 180),
      agency: stated((row) => row.agency, 180),
      owner: stated((row) => row.owner, 140),
      grams: {
        cell: (row) => row.grams ?? <NotStated />,
        title: (row) => row.grams ?? undefined,
        width: 150,
        align: "end",
        priority: 3,
      },
      roles: stated((row) => row.roles, 200),
      arrests: { cell: (row) => <PeopleCount {...row.arrests} />, width: 84, align: "end", priority: 3 },
      transport: stated((row) => row.transport, 150),
      concealment: stated((row) => row.concealment, 180),
      sources: { cell: (row) => row.sources, width: 76, align: "end", priority: 3 },
      logged: { cell: (row) => row.logged, width: 132, priority: 3 },
      changed: { cell: (row) => row.changed, width: 132, priority: 3 },
    };
  }, [t]);
  return useMemo(() => {
    const columns: GridColumn<RowView>[] = shown.map(({ code, width, pinned }) => {
      const { grow, ...plain } = all[code];
      const own = changed[code] ?? width;
      const name = t(`column.${code}`);
      return {
        header: name,
        ...plain,
        key: code,
        name,
        width: own ?? plain.width,
        pinned,
        grow: grow === true && own === null && !pinned,
      };
    });
    // One column takes what is left; where none would, the last one does.
    const last = columns.at(-1);
    if (last && !columns.some(({ grow }) => grow)) last.grow = true;
    if (!searched) return columns;
    // Beside what stays at the left: not one of the columns that somebody chooses.
    const at = columns.filter(({ pinned }) => pinned).length;
    return columns.toSpliced(at, 0, {
      key: foundKey,
      name: t("found.column"),
      header: t("found.column"),
      cell: (row) => <Found match={row.match} />,
      title: (row) => foundText(row.match),
      width: 240,
      priority: 1,
      narrow: { line: 4 },
    });
  }, [all, shown, changed, searched, t]);
}
