"use client";

import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { TextInput } from "@/components/forms/controls";
import { RowCell } from "@/components/forms/row-cell";
import { TypeAhead } from "@/components/forms/type-ahead";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { seriesOf } from "@/lib/charts/colours";
import { formCodes, qualifierCodes } from "@/lib/codes";
import type { LineValues } from "@/lib/reports/form";
import { CodeSelect, QualifierChoice } from "./code-field";
import { formNamed } from "./form-terms";
import { idOf, useReport } from "./report-context";
import type { ReadLines } from "./use-typed-lines";

/** The controls of one seizure line. @param invalid names of its fields that are wrong; @param onRead reads a whole line from its words */
export const LineCells = memo(function LineCells({
  row,
  at,
  invalid,
  onRead,
}: {
  row: LineValues;
  at: number;
  invalid: string;
  onRead: ReadLines;
}) {
  const { dispatch, leave, substances, substanceBySlug, units } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes");
  const path = (field: keyof LineValues) => `lines.${at}.${field}`;
  const wrong = invalid.split(" ");
  const control = (field: keyof LineValues) => ({
    id: idOf(path(field)),
    invalid: wrong.includes(field),
    describedBy: wrong.includes(field) ? `${idOf(path(field))}-error` : undefined,
  });
  const text = (field: "asReported" | "quantity" | "purity") => {
    const { id, invalid: isWrong, describedBy } = control(field);
    return { id, "aria-invalid": isWrong || undefined, "aria-describedby": describedBy, value: row[field] };
  };
  const set = (patch: Partial<LineValues>) => dispatch({ type: "row", list: "lines", at, patch });
  const substance = substanceBySlug.get(row.substance.id);
  const find = useMemo(() => substances.findBeside(row.asReported), [substances, row.asReported]);

  return (
    <>
      <RowCell id={idOf(path("asReported"))} label={t("field.asReported")}>
        <TextInput
          {...text("asReported")}
          placeholder={t("placeholder.asReported")}
          onChange={(event) => set({ asReported: event.currentTarget.value })}
          onBlur={(event) => leave(path("asReported"), event.currentTarget.value)}
          onPaste={(event) => {
            if (onRead(at, event.clipboardData.getData("text/plain"))) event.preventDefault();
          }}
          onKeyDown={(event) => {
            const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing;
            if (event.key === "Enter" && plain && onRead(at)) event.preventDefault();
          }}
        />
      </RowCell>
      <RowCell id={idOf(path("substance"))} label={t("field.substance")}>
        <TypeAhead
          {...control("substance")}
          propose={row.asReported.trim() !== ""}
          value={row.substance}
          mark={substance && <SubstanceMark series={seriesOf(substance.slug, substance.family)} />}
          onChange={(chosen) => {
            // The form that the source's words or the substance imply, where none was chosen yet: seen at once, changed at will.
            const implied = formNamed(row.asReported) ?? substanceBySlug.get(chosen.id)?.form;
            set({ substance: chosen, ...(chosen.id && implied && row.form === "unknown" ? { form: implied } : {}) });
          }}
          onLeave={(typed) => leave(path("substance"), typed)}
          find={find}
          exact={substances.exact}
          nothing={t("list.noSubstance")}
          placeholder={t("placeholder.substance")}
          width={420}
        />
      </RowCell>
      <RowCell id={idOf(path("form"))} label={t("field.form")} span={1}>
        <CodeSelect
          {...control("form")}
          codes={formCodes}
          label={(code) => codes(`form.${code}`)}
          value={row.form}
          onChange={(form) => set({ form })}
        />
      </RowCell>
      <RowCell id={idOf(path("qualifier"))} label={t("field.qualifier")} span={1}>
        <QualifierChoice
          {...control("qualifier")}
          name={t("field.qualifier")}
          codes={qualifierCodes}
          value={row.qualifier}
          onChange={(qualifier) => set({ qualifier })}
        />
      </RowCell>
      <RowCell id={idOf(path("quantity"))} label={t("field.quantity")} span={1}>
        <TextInput
          {...text("quantity")}
          numeric
          inputMode="decimal"
          autoComplete="off"
          placeholder={row.qualifier === "unknown" ? t("placeholder.notStated") : undefined}
          onChange={(event) => {
            const quantity = event.currentTarget.value;
            set({ quantity, ...(row.qualifier === "unknown" && quantity !== "" ? { qualifier: "exact" } : {}) });
          }}
          onBlur={(event) => leave(path("quantity"), event.currentTarget.value)}
        />
      </RowCell>
      <RowCell id={idOf(path("unit"))} label={t("field.unit")} span={1}>
        <TypeAhead
          {...control("unit")}
          value={row.unit}
          onChange={(unit) => set({ unit })}
          onLeave={(typed) => leave(path("unit"), typed)}
          find={units(row.form).find}
          exact={units(row.form).exact}
          nothing={t("list.noUnit")}
          placeholder={t("placeholder.unit")}
          width={180}
        />
      </RowCell>
      <RowCell id={idOf(path("purity"))} label={t("column.purity")} span={1}>
        <TextInput
          {...text("purity")}
          numeric
          inputMode="decimal"
          autoComplete="off"
          placeholder={t("placeholder.notStated")}
          onChange={(event) => set({ purity: event.currentTarget.value })}
          onBlur={(event) => leave(path("purity"), event.currentTarget.value)}
        />
      </RowCell>
    </>
  );
});
