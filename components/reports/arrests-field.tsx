"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { arrestsKindCodes } from "@/lib/codes";
import type { FieldProblem } from "@/lib/errors";
import type { ReportValues } from "@/lib/reports/form";
import { QualifierChoice } from "./code-field";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";
import { useProblems } from "./use-problems";

type Arrests = ReportValues["arrests"];

/** What the source says as a number of arrests. Empty is not stated, and never 0. */
export function ArrestsField({ value, problems }: { value: Arrests; problems: readonly FieldProblem[] }) {
  const { dispatch, leave } = useReport();
  const t = useTranslations("reports");
  const { words } = useProblems();
  const mistake = problems.find(({ path }) => path.startsWith("arrests."));
  const wrong = (field: keyof Arrests) => problems.some(({ path }) => path === `arrests.${field}`) || undefined;
  const set = (patch: Partial<Arrests>) => dispatch({ type: "arrests", patch });
  /** A number is exact until somebody says otherwise; without one, nothing is stated. */
  function setCount(count: string) {
    if (count !== "" && value.kind === "unknown") return set({ count, kind: "exact" });
    return set(count === "" && value.kind === "exact" ? { count, kind: "unknown" } : { count });
  }
  return (
    <Field label={t("field.arrests")} id={idOf("arrests.count")} error={mistake && words(mistake)}>
      {(control) => (
        <div className={classes.arrests}>
          <QualifierChoice
            id={idOf("arrests.kind")}
            name={t("field.qualifier")}
            codes={arrestsKindCodes}
            value={value.kind}
            onChange={(kind) => set({ kind })}
            invalid={wrong("kind")}
          />
          <TextInput
            {...control}
            aria-invalid={wrong("count")}
            numeric
            inputMode="numeric"
            autoComplete="off"
            placeholder={t("placeholder.notStated")}
            value={value.count}
            onChange={(event) => setCount(event.currentTarget.value)}
            onBlur={(event) => leave("arrests.count", event.currentTarget.value)}
          />
          <TextInput
            id={idOf("arrests.words")}
            aria-label={t("field.arrestsWords")}
            aria-invalid={wrong("words")}
            placeholder={t("placeholder.words")}
            value={value.words}
            onChange={(event) => set({ words: event.currentTarget.value })}
            onBlur={(event) => leave("arrests.words", event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}
