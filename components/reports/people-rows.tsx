"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { RepeatableRows } from "@/components/forms/repeatable-rows";
import type { FieldProblem } from "@/lib/errors";
import type { PersonValues, ReportValues } from "@/lib/reports/form";
import { freshPerson } from "@/lib/reports/form";
import { ArrestsField } from "./arrests-field";
import { FormSection } from "./form-section";
import { PersonCells } from "./person-cells";
import { hasDetails, PersonDetails } from "./person-details";
import { idOf, useReport } from "./report-context";
import { isFull, RowProblems, RowsFull } from "./row-problems";
import { invalidIn } from "./substance-lines";

const tracks = "minmax(0, 1.2fr) 38px 76px minmax(0, 1fr) 116px 136px 24px";

/** Who was involved: people by name or alias, and unnamed groups; and what the source says as a number of arrests. */
export function PeopleRows({
  rows,
  arrests,
  problems,
}: {
  rows: readonly PersonValues[];
  arrests: ReportValues["arrests"];
  problems: readonly FieldProblem[];
}) {
  const { dispatch } = useReport();
  const t = useTranslations("reports");
  /** Rows whose details somebody opened or closed; the others show theirs where they have any. */
  const [asked, setAsked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const onOpen = useCallback((key: string, open: boolean) => setAsked((before) => new Map(before).set(key, open)), []);
  const isOpen = (row: PersonValues, at: number) =>
    asked.get(row.key) ?? hasDetails(row, invalidIn(problems, "people", at));
  const add = (kind: PersonValues["kind"]) =>
    dispatch({ type: "add", list: "people", at: rows.length, row: freshPerson("", kind) });
  return (
    <FormSection title={t("section.people")} note={t("note.people")}>
      <ArrestsField value={arrests} problems={problems} />
      <RepeatableRows
        id={idOf("people")}
        rows={rows}
        rowKey={(row) => row.key}
        tracks={tracks}
        headers={[
          { label: t("field.knownAs") },
          { label: "" },
          { label: t("field.count"), align: "end" },
          { label: t("field.role") },
          { label: t("column.arrest") },
          { label: t("column.dataSubject") },
          { label: "" },
        ]}
        full={isFull(rows, "people", problems) && <RowsFull list="people" problems={problems} />}
        adds={[
          { label: t("add.person"), onAdd: () => add("person") },
          { label: t("add.group"), onAdd: () => add("group") },
        ]}
        removeLabel={(at) => t("row.removePerson", { row: at + 1 })}
        rowLabel={(row, at) => t(row.kind === "person" ? "row.person" : "row.group", { row: at + 1 })}
        onAdd={(from) => add((from === undefined ? undefined : rows[from]?.kind) ?? "person")}
        onRemove={(at) => dispatch({ type: "remove", list: "people", at })}
        below={(row, at) => (
          <>
            {isOpen(row, at) && <PersonDetails row={row} at={at} invalid={invalidIn(problems, "people", at)} />}
            <RowProblems list="people" at={at} problems={problems} />
          </>
        )}
      >
        {(row, at) => (
          <PersonCells
            row={row}
            at={at}
            invalid={invalidIn(problems, "people", at)}
            open={isOpen(row, at)}
            onOpen={onOpen}
          />
        )}
      </RepeatableRows>
    </FormSection>
  );
}
