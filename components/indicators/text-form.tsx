"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { CheckBox } from "@/components/forms/controls";
import { WriteBar } from "@/components/forms/write-bar";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { nameIn } from "@/lib/i18n/names";
import { saveAssessmentAction, saveMarkerAction } from "@/lib/indicators/actions";
import type { AssessmentRow, Choices, ListRights, MarkerRow } from "@/lib/indicators/types";
import { useErrorAt, useTextFields } from "./form-fields";
import classes from "./indicators.module.css";
import { SourceSelect } from "./source-select";
import { useListWrite } from "./use-list-write";

const shown = ["date", "textEn", "textZh", "textKo", "source"];

/** The form of a marker or an assessment: a new one, or one that stands. An assessment names whose it is; a marker where it belongs. */
export function TextForm({
  of,
  row,
  choices,
  rights,
  onDone,
  onCancel,
}: {
  of: "marker" | "assessment";
  row?: MarkerRow | AssessmentRow;
  choices: Choices;
  rights: ListRights;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useTranslations("indicators");
  const [values, setValues] = useState({
    ...{ date: row?.edtf ?? "", textEn: row?.textEn ?? "", textZh: row?.textZh ?? "", textKo: row?.textKo ?? "" },
    source: row?.source?.id ?? null,
  });
  const [points, setPoints] = useState<readonly string[]>(
    row && "points" in row ? row.points.map(({ slug }) => slug) : [],
  );
  const [version] = useState(row?.version ?? 1);
  const marker = useListWrite(rights, "marker.save", saveMarkerAction);
  const assessment = useListWrite(rights, "assessment.save", saveAssessmentAction);
  const { bar, outcome, problems, keeps } = of === "marker" ? marker : assessment;
  const set = (patch: Partial<typeof values>) => setValues((old) => ({ ...old, ...patch }));
  const text = useTextFields(values, set, problems);
  const errorAt = useErrorAt(problems);

  function submit(event: FormEvent) {
    event.preventDefault();
    const input = { id: row?.id ?? null, version, ...values };
    const done = () => keeps && onDone();
    if (of === "marker") marker.send({ ...input, points: [...points] }, done);
    else assessment.send(input, done);
  }
  const label = row ? t(`changeText.${of}`) : t(`addText.${of}`);
  return (
    <form className={classes.inset} onSubmit={submit} noValidate aria-label={label}>
      <WriteOutcome {...outcome} shown={shown} />
      {text("date", { hint: t("form.dateHint"), placeholder: "2010-06-11" })}
      {text("textEn", { lang: "en", long: true })}
      {text("textZh", { lang: "zh", optional: true, long: true, hint: t("form.textsHint") })}
      {text("textKo", { lang: "ko", optional: true, long: true })}
      <SourceSelect
        sources={choices.sources}
        own={row?.source ?? null}
        value={values.source}
        error={errorAt("source")}
        required={of === "assessment"}
        onChange={(source) => set({ source })}
      />
      {of === "marker" && <Points choices={choices} chosen={points} onChange={setPoints} />}
      <WriteBar {...bar} words={row ? t("form.save") : label} onCancel={onCancel} />
    </form>
  );
}

/** Where a marker belongs. */
function Points({
  choices: { points },
  chosen,
  onChange,
}: {
  choices: Choices;
  chosen: readonly string[];
  onChange: (slugs: readonly string[]) => void;
}) {
  const t = useTranslations("indicators.form");
  const locale = useLocale();
  return (
    <fieldset className={classes.points}>
      <legend>{t("points")}</legend>
      <p>{t("pointsHint")}</p>
      <div>
        {points.map((point) => (
          <CheckBox
            key={point.slug}
            label={nameIn(point, locale)}
            checked={chosen.includes(point.slug)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, point.slug] : chosen.filter((slug) => slug !== point.slug),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
