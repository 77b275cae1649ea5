"use client";

import { IconX } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { memo, useId } from "react";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { familyCodes, formCodes, unitCodes } from "@/lib/codes";
import type { SubstanceChoice } from "@/lib/conversions/types";
import type { FieldProblem } from "@/lib/errors";
import { nameIn } from "@/lib/i18n/names";
import { gramsPer } from "@/lib/quantity/units";
import classes from "./conversions.module.css";
import type { FactorValues } from "./factor-values";

// A weight needs no factor.
const countedUnits = unitCodes.filter((unit) => gramsPer(unit) === null);
const fields = ["gramsLow", "grams", "gramsHigh"] as const;
const words = { gramsLow: "low", grams: "central", gramsHigh: "high" } as const;

type RowProps = {
  row: FactorValues;
  at: number;
  substances: readonly SubstanceChoice[];
  problems: readonly (FieldProblem & { field: string })[];
  onChange: (key: number, patch: Partial<FactorValues>) => void;
  onRemove: (key: number) => void;
};

/** The factors as a table of fields; on a narrow screen each is a block. */
export function FactorFields({
  rows,
  problemAt,
  ...rest
}: {
  rows: readonly FactorValues[];
  substances: readonly SubstanceChoice[];
  problemAt: (path: string) => FieldProblem | undefined;
} & Pick<RowProps, "onChange" | "onRemove">) {
  const t = useTranslations("conversions");
  const paths = ["substance", "family", "form", "unit", ...fields, "source", "note"];
  return (
    <div className={classes.factors}>
      <div className={classes.columns} aria-hidden="true">
        <span>{t("goods")}</span>
        <span>{t("form.form")}</span>
        <span>{t("unit")}</span>
        <span>{t("low")}</span>
        <span>{t("central")}</span>
        <span>{t("high")}</span>
        <span>{t("factorSource")}</span>
        <span>{t("remark")}</span>
      </div>
      {rows.map((row, at) => {
        const problems = paths.flatMap((field) => {
          const problem = problemAt(`factors.${at}.${field}`);
          return problem ? [{ ...problem, field }] : [];
        });
        return <Factor key={row.key} row={row} at={at} problems={problems} {...rest} />;
      })}
    </div>
  );
}

const Factor = memo(function Factor({ row, at, substances, problems, onChange, onRemove }: RowProps) {
  const t = useTranslations("conversions");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const problemText = useProblemText();
  const id = useId();
  const number = at + 1;
  const wrong = (field: string) => problems.some((problem) => problem.field === field) || undefined;
  const set = (patch: Partial<FactorValues>) => onChange(row.key, patch);
  const described = problems.length > 0 ? `${id}-mistakes` : undefined;
  const cell = (field: string, words: string) => ({
    id: `${id}-${field}`,
    "aria-label": t("form.cell", { field: words, number }),
    "aria-invalid": wrong(field),
    "aria-describedby": described,
  });
  return (
    <fieldset className={classes.factor} aria-label={t("form.factor", { number })}>
      <div className={classes.cell} data-wide="">
        <label htmlFor={`${id}-substance`}>{t("goods")}</label>
        <NativeSelect
          {...cell("substance", t("goods"))}
          value={row.goods}
          onChange={(event) => set({ goods: event.currentTarget.value })}
        >
          <option value="">{t("anything")}</option>
          <optgroup label={t("form.families")}>
            {familyCodes.map((family) => (
              <option key={family} value={`f:${family}`}>
                {codes(`family.${family}`)}
              </option>
            ))}
          </optgroup>
          <optgroup label={t("form.substances")}>
            {substances.map((substance) => (
              <option key={substance.slug} value={`s:${substance.slug}`}>
                {nameIn(substance, locale)}
              </option>
            ))}
          </optgroup>
        </NativeSelect>
      </div>
      <div className={classes.cell} data-half="">
        <label htmlFor={`${id}-form`}>{t("form.form")}</label>
        <NativeSelect
          {...cell("form", t("form.form"))}
          value={row.form}
          onChange={(event) => set({ form: event.currentTarget.value })}
        >
          <option value="">{t("anyForm")}</option>
          {formCodes.map((form) => (
            <option key={form} value={form}>
              {codes(`form.${form}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className={classes.cell} data-half="">
        <label htmlFor={`${id}-unit`}>{t("unit")}</label>
        <NativeSelect
          {...cell("unit", t("unit"))}
          value={row.unit}
          onChange={(event) => set({ unit: event.currentTarget.value })}
        >
          <option value="">{t("form.choose")}</option>
          {countedUnits.map((unit) => (
            <option key={unit} value={unit}>
              {codes(`unit.${unit}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {fields.map((field) => (
        <div key={field} className={classes.cell} data-third="">
          <label htmlFor={`${id}-${field}`}>{t(words[field])}</label>
          <TextInput
            {...cell(field, t(words[field]))}
            numeric
            inputMode="decimal"
            autoComplete="off"
            value={row[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        </div>
      ))}
      {(["source", "note"] as const).map((field) => (
        <div key={field} className={classes.cell} data-wide="">
          <label htmlFor={`${id}-${field}`}>{t(field === "source" ? "factorSource" : "remark")}</label>
          <TextInput
            {...cell(field, t(field === "source" ? "factorSource" : "remark"))}
            autoComplete="off"
            maxLength={500}
            value={row[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        </div>
      ))}
      <div className={classes.remove}>
        <Button look="quiet" square aria-label={t("form.remove", { number })} onClick={() => onRemove(row.key)}>
          <IconX size={16} stroke={1.75} aria-hidden="true" />
        </Button>
      </div>
      {problems.length > 0 && (
        <p id={`${id}-mistakes`} className={classes.mistake}>
          {problems.map((problem) => problemText(problem)).join(" ")}
        </p>
      )}
    </fieldset>
  );
});
