"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import { useWrite } from "@/components/forms/use-write";
import { WriteBar } from "@/components/forms/write-bar";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { nameIn } from "@/lib/i18n/names";
import { addPointAction, changePointAction } from "@/lib/reference/actions";
import { isWithinPoint, parentEffect } from "@/lib/reference/rules";
import { slugFor } from "@/lib/reference/schema";
import type { PointFormData, PointInput } from "@/lib/reference/types";
import type { CountryChoice } from "./countries";
import { writeOrPropose } from "./list-writes";
import { PointMap } from "./point-map";
import { PointSelect } from "./point-select";
import type { PointValues } from "./point-values";
import { addInput, changeInput, freshValues, placeOf, valuesOf } from "./point-values";
import classes from "./reference.module.css";

const textFields = ["nameEn", "nameZh", "nameKo", "subdivision", "unlocode", "nationalCode"] as const;
const shown = [...textFields, "slug", "country", "parent", "opposite", "after", "latitude", "longitude"];

/**
 * The form of a transit point: a new one, or one that stands on the list. Who may not write it proposes the same.
 * @param name what a new one is called already; @param onDone with its slug, once it stands or is proposed
 */
export function PointForm({
  data,
  countries,
  point,
  name,
  onDone,
  onCancel,
}: {
  data: PointFormData;
  countries: readonly CountryChoice[];
  point?: PointInput;
  name?: string;
  onDone?: (slug: string, name: string) => void;
  onCancel?: () => void;
}) {
  const { options, rights } = data;
  const t = useTranslations("reference.pointForm");
  const writes = useTranslations("reference.write");
  const locale = useLocale();
  const words = useProblemText();
  const others = options.filter(({ slug }) => slug !== point?.slug);
  const [values, setValues] = useState<PointValues>(() =>
    point ? valuesOf(point) : { ...freshValues(others.at(-1), name), slug: slugFor(name ?? "") },
  );
  const [ownSlug, setOwnSlug] = useState(false);
  // Of what was seen: the page may show a newer one meanwhile, and that is somebody else's to be read first.
  const [base, setBase] = useState(point?.version ?? 1);
  const [reason, setReason] = useState("");
  const add = useWrite(writeOrPropose(rights, "point.add", addPointAction));
  const change = useWrite(writeOrPropose(rights, "point.change", changePointAction));
  const { pending, written, problems } = point ? change : add;
  const set = (patch: Partial<PointValues>) => setValues((before) => ({ ...before, ...patch }));
  const error = (path: string) => {
    const problem = problems.find((one) => one.path === path);
    return problem && words(problem);
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    const done = () => {
      if (point && rights.lists === "keep") setBase((version) => version + 1);
      onDone?.(values.slug, values.nameEn);
    };
    if (point) change.send({ input: changeInput(values, base), reason }, done);
    else add.send({ input: addInput(values), reason }, done);
  }
  const text = (field: (typeof textFields)[number], hint?: string, lang?: string) => (
    <Field label={t(`field.${field}`)} error={error(field)} hint={hint} optional={field !== "nameEn"}>
      {(control) => (
        <TextInput
          {...control}
          lang={lang}
          value={values[field]}
          autoComplete="off"
          onChange={(event) => {
            const typed = event.currentTarget.value;
            set({ [field]: typed, ...(field === "nameEn" && !point && !ownSlug && { slug: slugFor(typed) }) });
          }}
        />
      )}
    </Field>
  );
  const degrees = (field: "latitude" | "longitude") => (
    <Field label={t(`field.${field}`)} error={error(field)} hint={t(`hint.${field}`)} optional>
      {(control) => (
        <TextInput
          {...control}
          numeric
          inputMode="text"
          value={values[field]}
          autoComplete="off"
          onChange={(event) => set({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );

  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={point ? t("change") : t("add")}>
      <WriteOutcome
        written={written}
        done={rights.lists === "keep" ? writes("saved") : writes("proposed")}
        conflict={writes("conflict")}
        shown={shown}
      />
      {text("nameEn", undefined, "en")}
      {text("nameZh", t("hint.nameOther"), "zh")}
      {text("nameKo", undefined, "ko")}
      {!point && (
        <Field label={t("field.slug")} error={error("slug")} hint={t("hint.slug")}>
          {(control) => (
            <TextInput
              {...control}
              value={values.slug}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setOwnSlug(true);
                set({ slug: event.currentTarget.value });
              }}
            />
          )}
        </Field>
      )}
      <Field label={t("field.country")} error={error("country")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={values.country}
            onChange={(event) => set({ country: event.currentTarget.value })}
          >
            <option value="">{t("choose")}</option>
            {countries.map((country) => (
              <option key={country.code} value={country.code}>
                {country.name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field
        label={t("field.parent")}
        error={error("parent")}
        hint={
          point && values.parent !== point.parent ? (
            <ParentEffect slug={point.slug} parent={values.parent} options={options} />
          ) : (
            t("hint.parent")
          )
        }
      >
        {(control) => (
          <PointSelect
            control={control}
            options={point ? others.filter(({ slug }) => !isWithinPoint(slug, point.slug, options)) : others}
            none={t("noParent")}
            value={values.parent}
            onChange={(parent) => set({ parent })}
          />
        )}
      </Field>
      <Field label={t("field.opposite")} error={error("opposite")} hint={t("hint.opposite")}>
        {(control) => (
          <PointSelect
            control={control}
            options={others}
            none={t("noOpposite")}
            value={values.opposite}
            onChange={(opposite) => set({ opposite })}
          />
        )}
      </Field>
      <Field label={t("field.after")} error={error("after")} hint={t("hint.after")}>
        {(control) => (
          <PointSelect
            control={control}
            options={others}
            none={t("first")}
            value={values.after}
            flat
            onChange={(after) => set({ after })}
          />
        )}
      </Field>
      {text("subdivision", t("hint.subdivision"))}
      {text("unlocode", t("hint.unlocode"))}
      {text("nationalCode", t("hint.nationalCode"))}
      {degrees("latitude")}
      {degrees("longitude")}
      <PointMap
        place={placeOf(values)}
        near={others.find(({ slug }) => slug === (values.opposite ?? values.parent ?? values.after))}
        points={others.map((option) => ({ ...option, name: nameIn(option, locale) }))}
        onPlace={([lon, lat]) => set({ longitude: String(lon), latitude: String(lat) })}
      />
      {!point && (
        <Field label={t("field.aliases")} error={error("aliases")} hint={t("hint.aliases")} optional>
          {(control) => (
            <TextInput
              {...control}
              value={values.aliases}
              autoComplete="off"
              onChange={(event) => set({ aliases: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <WriteBar
        proposes={rights.lists === "propose"}
        words={point ? t("save") : t("add")}
        pending={pending}
        reason={reason}
        onReason={setReason}
        onCancel={onCancel}
      />
    </form>
  );
}

/** What another parent does to the figures, before it is done. */
function ParentEffect({
  slug,
  parent,
  options,
}: {
  slug: string;
  parent: string | null;
  options: PointFormData["options"];
}) {
  const t = useTranslations("reference.pointForm");
  const locale = useLocale();
  const { cases, from, into } = parentEffect(slug, parent, options);
  const names = (slugs: readonly string[]) =>
    new Intl.ListFormat(locale).format(
      options.filter((one) => slugs.includes(one.slug)).map((one) => nameIn(one, locale)),
    );
  return (
    <span className={classes.effect}>
      {t("effect.cases", { count: cases })}
      {from.length > 0 && ` ${t("effect.from", { points: names(from) })}`}
      {into.length > 0 && ` ${t("effect.into", { points: names(into) })}`}
      {from.length + into.length === 0 && ` ${t("effect.same")}`}
    </span>
  );
}
