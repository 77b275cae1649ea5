"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { WriteBar } from "@/components/forms/write-bar";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { addIndicatorAction, changeIndicatorAction } from "@/lib/indicators/actions";
import type { IndicatorDetails, ListRights, SourceChoice } from "@/lib/indicators/types";
import { useErrorAt, useTextFields } from "./form-fields";
import classes from "./indicators.module.css";
import { SourceSelect } from "./source-select";
import { useListWrite } from "./use-list-write";

const shown = ["slug", "nameEn", "nameZh", "nameKo", "unit", "note", "source"];

/** The form of an indicator: a new one, whose page opens once it stands, or one that is on the list. */
export function IndicatorForm({
  sources,
  rights,
  indicator,
}: {
  sources: readonly SourceChoice[];
  rights: ListRights;
  indicator?: IndicatorDetails;
}) {
  const t = useTranslations("indicators.form");
  const router = useRouter();
  const [values, setValues] = useState({
    ...{ slug: "", nameEn: indicator?.nameEn ?? "", nameZh: indicator?.nameZh ?? "", nameKo: indicator?.nameKo ?? "" },
    ...{ unit: indicator?.unit ?? "", note: indicator?.note ?? "", source: indicator?.source?.id ?? null },
  });
  // Of what was seen: the page may show a newer one meanwhile, and that is somebody else's to be read first.
  const [version, setVersion] = useState(indicator?.version ?? 1);
  const add = useListWrite(rights, "indicator.add", addIndicatorAction);
  const change = useListWrite(rights, "indicator.change", changeIndicatorAction);
  const { bar, outcome, problems } = indicator ? change : add;
  const set = (patch: Partial<typeof values>) => setValues((before) => ({ ...before, ...patch }));
  const text = useTextFields(values, set, problems);
  const errorAt = useErrorAt(problems);

  function submit(event: FormEvent) {
    event.preventDefault();
    const { slug, ...fields } = values;
    if (indicator)
      change.send({ slug: indicator.slug, version, ...fields }, () => change.keeps && setVersion(version + 1));
    else add.send({ slug, ...fields }, () => add.keeps && router.push(`/indicators/${slug.trim()}` as Route));
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={indicator ? t("change") : t("add")}>
      <WriteOutcome {...outcome} shown={shown} />
      {text("nameEn", { lang: "en" })}
      {text("nameZh", { lang: "zh", optional: true, hint: t("namesHint") })}
      {text("nameKo", { lang: "ko", optional: true })}
      {!indicator && text("slug", { hint: t("slugHint") })}
      {text("unit", { hint: t("unitHint") })}
      {text("note", { optional: true, long: true })}
      <SourceSelect
        sources={sources}
        own={indicator?.source ?? null}
        value={values.source}
        error={errorAt("source")}
        onChange={(source) => set({ source })}
      />
      <WriteBar {...bar} words={indicator ? t("save") : t("add")} />
    </form>
  );
}
