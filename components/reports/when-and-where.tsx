"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { TypeAhead } from "@/components/forms/type-ahead";
import { attributionCodes, transportCodes } from "@/lib/codes";
import type { FieldProblem } from "@/lib/errors";
import { findTerms, termIndex } from "@/lib/i18n/match";
import { allNames } from "@/lib/i18n/names";
import type { ReportValues } from "@/lib/reports/form";
import { CodeChoice, CodeSelect } from "./code-field";
import { DateField } from "./date-field";
import { FormSection } from "./form-section";
import type { FormAction } from "./form-state";
import { isUnknown, NotListed } from "./not-listed";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";
import { useProblems } from "./use-problems";

/** Options of a field whose own text counts: what was lately written there. */
function lately(texts: readonly string[]) {
  const index = termIndex(texts, (text) => [text]);
  return (typed: string) => findTerms(index, typed, 8).map((text) => ({ id: text, text }));
}

/** Date, transit point with its basis, place, agency, operation, transport and concealment. */
export function WhenAndWhere({ values, problems }: { values: ReportValues; problems: readonly FieldProblem[] }) {
  const { data, locale, points, dispatch, leave } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes");
  const { words, named } = useProblems();
  const agencies = useMemo(() => lately(data.agencies), [data.agencies]);
  const operations = useMemo(() => lately(data.operations), [data.operations]);
  const set = (patch: Extract<FormAction, { type: "set" }>["patch"]) => dispatch({ type: "set", patch });
  const at = (path: string) => problems.find((problem) => problem.path === path);
  const error = (...paths: string[]) => {
    const [first] = paths.flatMap((path) => at(path) ?? []);
    return first && (first.path === paths[0] ? words(first) : named(first));
  };
  const point = data.points.find(({ slug }) => slug === values.point.id);

  return (
    <FormSection title={t("section.when")} note={t("note.when")}>
      <DateField
        id={idOf("date")}
        label={t("field.date")}
        value={values.date}
        onChange={(date) => set({ date })}
        onLeave={(text) => leave("date", text)}
        error={error("date")}
      />
      <Field
        label={t("field.point")}
        id={idOf("point")}
        error={error("point", "attribution")}
        hint={
          isUnknown(values.point, points) && (
            <NotListed
              list="point"
              text={values.point.text}
              onAdded={({ slug, name }) => set({ point: { id: slug, text: name } })}
            />
          )
        }
      >
        {(control) => (
          <div className={classes.split} data-tail="basis">
            <TypeAhead
              id={control.id}
              invalid={at("point") !== undefined}
              describedBy={control["aria-describedby"]}
              value={values.point}
              onChange={(chosen) => set({ point: chosen })}
              onLeave={(text) => leave("point", text)}
              find={points.find}
              exact={points.exact}
              nothing={t("list.noPoint")}
              placeholder={t("placeholder.point")}
              width={420}
              beside={
                point &&
                allNames(point, locale)
                  .slice(1)
                  .map(({ text, lang }) => (
                    <span key={lang} lang={lang}>
                      {text}
                    </span>
                  ))
              }
            />
            <CodeChoice
              id={idOf("attribution")}
              name={t("field.attribution")}
              codes={attributionCodes}
              label={(code) => codes(`attribution.${code}`)}
              meaning={(code) => codes(`attributionHelp.${code}`)}
              value={values.attribution}
              onChange={(attribution) => set({ attribution })}
              invalid={at("attribution") !== undefined}
            />
          </div>
        )}
      </Field>
      <Field label={t("field.place")} id={idOf("place")} error={error("place", "seizingAgency")}>
        {(control) => (
          <div className={classes.split} data-tail="half">
            <TextInput
              {...control}
              aria-invalid={at("place") !== undefined || undefined}
              value={values.place}
              placeholder={t("placeholder.place")}
              onChange={(event) => set({ place: event.currentTarget.value })}
              onBlur={(event) => leave("place", event.currentTarget.value)}
            />
            <label className={classes.second} htmlFor={idOf("seizingAgency")}>
              {t("field.seizingAgency")}
            </label>
            <TypeAhead
              id={idOf("seizingAgency")}
              kind="free"
              invalid={at("seizingAgency") !== undefined}
              value={{ id: "", text: values.seizingAgency }}
              onChange={({ text }) => set({ seizingAgency: text })}
              onLeave={(text) => leave("seizingAgency", text)}
              find={agencies}
              placeholder={t("placeholder.agency")}
            />
          </div>
        )}
      </Field>
      <Field
        label={t("field.transportMode")}
        id={idOf("transportMode")}
        error={error("transportMode", "concealment", "operation")}
      >
        {(control) => (
          <div className={classes.split} data-tail="third">
            <CodeSelect
              id={control.id}
              codes={transportCodes.filter((code) => code !== "unknown")}
              none={codes("transport.unknown")}
              label={(code) => codes(`transport.${code}`)}
              value={values.transportMode}
              onChange={(transportMode) => set({ transportMode })}
              invalid={at("transportMode") !== undefined}
            />
            <label className={classes.second} htmlFor={idOf("concealment")}>
              {t("field.concealment")}
            </label>
            <TextInput
              id={idOf("concealment")}
              value={values.concealment}
              aria-invalid={at("concealment") !== undefined || undefined}
              placeholder={t("placeholder.concealment")}
              onChange={(event) => set({ concealment: event.currentTarget.value })}
              onBlur={(event) => leave("concealment", event.currentTarget.value)}
            />
            {/* The operation is the case's own, not one report's. */}
            {values.amends === null && (
              <>
                <label className={classes.second} htmlFor={idOf("operation")}>
                  {t("field.operation")}
                </label>
                <TypeAhead
                  id={idOf("operation")}
                  kind="free"
                  invalid={at("operation") !== undefined}
                  value={{ id: "", text: values.operation }}
                  onChange={({ text }) => set({ operation: text })}
                  onLeave={(text) => leave("operation", text)}
                  find={operations}
                  placeholder={t("placeholder.operation")}
                  width={200}
                />
              </>
            )}
          </div>
        )}
      </Field>
    </FormSection>
  );
}
