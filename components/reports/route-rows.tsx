"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { RepeatableRows } from "@/components/forms/repeatable-rows";
import { RowCell } from "@/components/forms/row-cell";
import { TypeAhead } from "@/components/forms/type-ahead";
import type { LegKind } from "@/lib/codes";
import { legKindCodes } from "@/lib/codes";
import type { FieldProblem } from "@/lib/errors";
import type { LegValues } from "@/lib/reports/form";
import { freshLeg } from "@/lib/reports/form";
import { CodeSelect } from "./code-field";
import { FormSection } from "./form-section";
import { idOf, useReport } from "./report-context";
import { isFull, RowProblems, RowsFull } from "./row-problems";
import { invalidIn } from "./substance-lines";

/** Where the goods came from and went, as far as the source says: each part by place, country or transit point. Nothing is not stated. */
export function RouteRows({ rows, problems }: { rows: readonly LegValues[]; problems: readonly FieldProblem[] }) {
  const { dispatch } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes.leg");
  const add = (kind: LegKind) => dispatch({ type: "add", list: "route", at: rows.length, row: freshLeg("", kind) });
  return (
    <FormSection title={t("section.route")} note={rows.length > 0 && t("note.route")} empty={rows.length === 0}>
      <RepeatableRows
        id={idOf("route")}
        rows={rows}
        rowKey={(row) => row.key}
        tracks="128px minmax(0, 1.2fr) minmax(0, 1fr) minmax(0, 1.1fr)"
        headers={[
          { label: t("field.leg") },
          { label: t("field.legPlace") },
          { label: t("field.legCountry") },
          { label: t("field.legPoint") },
        ]}
        full={isFull(rows, "route", problems) && <RowsFull list="route" problems={problems} />}
        adds={legKindCodes.map((kind) => ({ label: codes(kind), onAdd: () => add(kind) }))}
        removeLabel={(at) => t("row.removeLeg", { row: at + 1 })}
        rowLabel={(_, at) => t("row.leg", { row: at + 1 })}
        onAdd={(from) => {
          const kind = from === undefined ? undefined : rows[from]?.kind;
          add(legKindCodes.find((code) => code === kind) ?? "transit");
        }}
        onRemove={(at) => dispatch({ type: "remove", list: "route", at })}
        below={(_, at) => <RowProblems list="route" at={at} problems={problems} />}
      >
        {(row, at) => <LegCells row={row} at={at} invalid={invalidIn(problems, "route", at)} />}
      </RepeatableRows>
    </FormSection>
  );
}

/** The controls of one part of the route. @param invalid names of its fields that are wrong */
function LegCells({ row, at, invalid }: { row: LegValues; at: number; invalid: string }) {
  const { dispatch, leave, points, countries } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes.leg");
  const path = (field: keyof LegValues) => `route.${at}.${field}`;
  const wrong = (field: keyof LegValues) => invalid.split(" ").includes(field);
  const errorId = (field: keyof LegValues) => (wrong(field) ? `${idOf(path(field))}-error` : undefined);
  const set = (patch: Partial<LegValues>) => dispatch({ type: "row", list: "route", at, patch });
  const choice = (field: "country" | "point", finder: typeof points, nothing: string) => (
    <TypeAhead
      id={idOf(path(field))}
      value={row[field]}
      onChange={(chosen) => set({ [field]: chosen })}
      onLeave={(typed) => leave(path(field), typed)}
      find={finder.find}
      exact={finder.exact}
      nothing={nothing}
      placeholder={t("placeholder.notStated")}
      invalid={wrong(field)}
      describedBy={errorId(field)}
    />
  );
  return (
    <>
      <RowCell id={idOf(path("kind"))} label={t("field.leg")}>
        <CodeSelect
          id={idOf(path("kind"))}
          codes={legKindCodes}
          label={(code) => codes(code)}
          value={row.kind}
          onChange={(kind) => set({ kind })}
          invalid={wrong("kind")}
        />
      </RowCell>
      <RowCell id={idOf(path("place"))} label={t("field.legPlace")}>
        <TextInput
          id={idOf(path("place"))}
          value={row.place}
          placeholder={t("placeholder.legPlace")}
          aria-invalid={wrong("place") || undefined}
          aria-describedby={errorId("place")}
          onChange={(event) => set({ place: event.currentTarget.value })}
          onBlur={(event) => leave(path("place"), event.currentTarget.value)}
        />
      </RowCell>
      <RowCell id={idOf(path("country"))} label={t("field.legCountry")} span={1}>
        {choice("country", countries, t("list.nothing"))}
      </RowCell>
      <RowCell id={idOf(path("point"))} label={t("field.legPoint")} span={1}>
        {choice("point", points, t("list.noPoint"))}
      </RowCell>
    </>
  );
}
