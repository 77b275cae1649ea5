"use client";

import { useTranslations } from "next-intl";
import { RepeatableRows } from "@/components/forms/repeatable-rows";
import type { FieldProblem } from "@/lib/errors";
import type { LineValues } from "@/lib/reports/form";
import { freshLine } from "@/lib/reports/form";
import { LineWeight } from "./conversion-panel";
import { FormSection } from "./form-section";
import { LineCells } from "./line-cells";
import { LineDetails } from "./line-details";
import { LineNames } from "./not-listed";
import { ReadNote } from "./read-note";
import { idOf, useReport } from "./report-context";
import { isFull, RowProblems, RowsFull } from "./row-problems";
import { useTypedLines } from "./use-typed-lines";

const tracks = "minmax(0, 1fr) minmax(0, 1.15fr) 100px 38px 92px 108px 82px";

/** What was seized, a row per substance. */
export function SubstanceLines({ rows, problems }: { rows: readonly LineValues[]; problems: readonly FieldProblem[] }) {
  const { dispatch } = useReport();
  const t = useTranslations("reports");
  const { readAt, readOf, undo } = useTypedLines(rows);
  return (
    <FormSection title={t("section.lines")} note={t("note.lines")}>
      <RepeatableRows
        id={idOf("lines")}
        rows={rows}
        rowKey={(row) => row.key}
        least={1}
        tracks={tracks}
        headers={[
          { label: t("field.asReported") },
          { label: t("field.substance") },
          { label: t("field.form") },
          { label: "" },
          { label: t("field.quantity"), align: "end" },
          { label: t("field.unit") },
          { label: t("column.purity"), align: "end" },
        ]}
        full={isFull(rows, "lines", problems) && <RowsFull list="lines" problems={problems} />}
        addLabel={t("add.line")}
        removeLabel={(at) => t("row.removeLine", { row: at + 1 })}
        rowLabel={(_, at) => t("row.line", { row: at + 1 })}
        onAdd={() => dispatch({ type: "add", list: "lines", at: rows.length, row: freshLine("") })}
        onRemove={(at) => dispatch({ type: "remove", list: "lines", at })}
        below={(row, at) => {
          const read = readOf(row);
          return (
            <>
              {read && <ReadNote row={row} read={read} onUndo={() => undo(at, row.key)} />}
              <LineNames row={row} at={at} />
              <LineWeight row={row} />
              <LineDetails row={row} at={at} problems={problems} />
              <RowProblems list="lines" at={at} problems={problems} />
            </>
          );
        }}
      >
        {(row, at) => <LineCells row={row} at={at} invalid={invalidIn(problems, "lines", at)} onRead={readAt} />}
      </RepeatableRows>
    </FormSection>
  );
}

/** The fields of a row that are wrong, as one text: so that a row whose mistakes are the same need not be drawn again. */
export function invalidIn(problems: readonly FieldProblem[], list: string, at: number): string {
  const start = `${list}.${at}.`;
  return problems
    .filter(({ path }) => path.startsWith(start))
    .map(({ path }) => path.slice(start.length))
    .join(" ");
}
