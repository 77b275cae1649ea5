"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { NativeSelect } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { WriteBar } from "@/components/forms/write-bar";
import { WriteOutcome } from "@/components/forms/write-outcome";
import type { Qualifier } from "@/lib/codes";
import { qualifierCodes } from "@/lib/codes";
import { nameIn } from "@/lib/i18n/names";
import { saveValueAction } from "@/lib/indicators/actions";
import type { Choices, ListRights, Place, ValueRow } from "@/lib/indicators/types";
import { useErrorAt, useTextFields } from "./form-fields";
import classes from "./indicators.module.css";
import { SourceSelect } from "./source-select";
import { useListWrite } from "./use-list-write";

const shown = [
  ...["placeCode", "placeEn", "placeZh", "placeKo", "point", "period", "qualifier", "value", "low", "high", "words"],
  ...["noteEn", "noteZh", "noteKo", "source"],
];

/** A value as its form begins. @param place of a new one: as the values before it, so that the next month is quickly typed */
function begun(row: ValueRow | undefined, place: Place | undefined, point: string | null, source: number | null) {
  const at = row?.place ?? place;
  return {
    ...{ placeCode: at?.code ?? "", placeEn: at?.nameEn ?? "", placeZh: at?.nameZh ?? "", placeKo: at?.nameKo ?? "" },
    ...{ point: row ? row.point : point, period: row?.edtf ?? "", qualifier: row?.qualifier ?? ("exact" as Qualifier) },
    ...{ value: row?.value ?? "", low: row?.low ?? "", high: row?.high ?? "", words: row?.words ?? "" },
    ...{ noteEn: row?.noteEn ?? "", noteZh: row?.noteZh ?? "", noteKo: row?.noteKo ?? "" },
    source: row ? (row.source?.id ?? null) : source,
  };
}

/** The form of a value: a new one, or one that stands. What it was before is kept. */
export function ValueForm({
  indicator,
  choices,
  rights,
  row,
  before,
  onDone,
  onCancel,
}: {
  /** slug */
  indicator: string;
  choices: Choices;
  rights: ListRights;
  row?: ValueRow;
  /** the newest value shown, whose place and source a new one is likely to have */
  before?: ValueRow;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useTranslations("indicators.form");
  const codes = useTranslations("codes.qualifier");
  const locale = useLocale();
  const [values, setValues] = useState(() =>
    begun(row, before?.place, before?.point ?? null, before?.source?.id ?? null),
  );
  const [version] = useState(row?.version ?? 1);
  const { send, keeps, bar, outcome, problems } = useListWrite(rights, "value.save", saveValueAction);
  const set = (patch: Partial<typeof values>) => setValues((old) => ({ ...old, ...patch }));
  const text = useTextFields(values, set, problems);
  const errorAt = useErrorAt(problems);

  function submit(event: FormEvent) {
    event.preventDefault();
    send({ id: row?.id ?? null, version, indicator, ...values }, () => keeps && onDone());
  }
  return (
    <form className={classes.inset} onSubmit={submit} noValidate aria-label={row ? t("changeValue") : t("addValue")}>
      <WriteOutcome {...outcome} shown={shown} />
      {text("period", { hint: t("periodHint"), placeholder: "2010-07" })}
      <Field label={t("field.qualifier")} error={errorAt("qualifier")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={values.qualifier}
            onChange={(event) =>
              set({ qualifier: qualifierCodes.find((code) => code === event.currentTarget.value) ?? "exact" })
            }
          >
            {qualifierCodes.map((code) => (
              <option key={code} value={code}>
                {codes(code)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {text("value", { hint: t("valueHint") })}
      {text("low", { optional: true, hint: t("boundsHint") })}
      {text("high", { optional: true })}
      {text("words", { optional: true, hint: t("wordsHint") })}
      {text("placeCode", { hint: t("placeHint"), placeholder: "CN-JL" })}
      {text("placeEn", { lang: "en" })}
      {text("placeZh", { lang: "zh", optional: true })}
      {text("placeKo", { lang: "ko", optional: true })}
      <Field label={t("field.point")} error={errorAt("point")} hint={t("pointHint")} optional>
        {(control) => (
          <NativeSelect
            {...control}
            value={values.point ?? ""}
            onChange={(event) => set({ point: event.currentTarget.value || null })}
          >
            <option value="">{t("noPoint")}</option>
            {choices.points.map((point) => (
              <option key={point.slug} value={point.slug}>
                {nameIn(point, locale)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <SourceSelect
        sources={choices.sources}
        own={row?.source ?? null}
        value={values.source}
        error={errorAt("source")}
        onChange={(source) => set({ source })}
      />
      {text("noteEn", { lang: "en", optional: true })}
      {text("noteZh", { lang: "zh", optional: true })}
      {text("noteKo", { lang: "ko", optional: true })}
      <WriteBar {...bar} words={row ? t("save") : t("addValue")} onCancel={onCancel} />
    </form>
  );
}
