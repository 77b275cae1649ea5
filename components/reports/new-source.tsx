"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { TypeAhead } from "@/components/forms/type-ahead";
import { Button } from "@/components/ui/button";
import type { FieldProblem } from "@/lib/errors";
import type { SourceValues } from "@/lib/reports/form";
import { DateHelp } from "./date-help";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";
import { useProblems } from "./use-problems";

type Words = "title" | "author" | "publisher" | "published" | "pages" | "url";

/** A source that the register does not have yet: its title, and what else is known of it. */
export function NewSource({ value, problems }: { value: SourceValues; problems: readonly FieldProblem[] }) {
  const { dispatch, leave, languages } = useReport();
  const t = useTranslations("reports");
  const { words, named } = useProblems();
  const set = (patch: Partial<SourceValues>) => dispatch({ type: "source", patch });
  const at = (field: keyof SourceValues) => problems.find(({ path }) => path === `source.${field}`);
  const mistakes = problems.filter(({ path }) => /^source\.(?!reliability$|title$)/.test(path));
  const title = at("title");
  const input = (field: Words) => (
    <TextInput
      id={idOf(`source.${field}`)}
      value={value[field]}
      autoComplete="off"
      inputMode={field === "url" ? "url" : undefined}
      aria-invalid={at(field) !== undefined || undefined}
      aria-describedby={at(field) && `${idOf("source.title")}-error`}
      placeholder={field === "published" ? t("placeholder.published") : undefined}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
      onBlur={(event) => leave(`source.${field}`, event.currentTarget.value)}
    />
  );
  const labelled = (field: Exclude<Words, "title">) => (
    <div className={classes.detail} data-field={field}>
      <label htmlFor={idOf(`source.${field}`)}>{t(`field.${field}`)}</label>
      {input(field)}
    </div>
  );
  const errors = [...(title ? [words(title)] : []), ...mistakes.map(named)];
  return (
    <Field label={t("source.new")} id={idOf("source.title")} error={errors.length > 0 ? errors.join(" ") : undefined}>
      {(control) => (
        <>
          <TextInput
            {...control}
            aria-invalid={title !== undefined || undefined}
            value={value.title}
            placeholder={t("field.title")}
            onChange={(event) => set({ title: event.currentTarget.value })}
            onBlur={(event) => leave("source.title", event.currentTarget.value)}
          />
          <div className={classes.newSource}>
            {labelled("author")}
            {labelled("publisher")}
            <div className={classes.detail} data-field="published">
              <label htmlFor={idOf("source.published")}>{t("field.published")}</label>
              {input("published")}
              <output className={classes.understood} htmlFor={idOf("source.published")}>
                <DateHelp text={value.published} onTake={(published) => set({ published })} />
              </output>
            </div>
            <div className={classes.detail} data-field="language">
              <label htmlFor={idOf("source.language")}>{t("field.language")}</label>
              <TypeAhead
                id={idOf("source.language")}
                value={value.language}
                onChange={(language) => set({ language })}
                onLeave={(typed) => leave("source.language", typed)}
                find={languages.find}
                exact={languages.exact}
                nothing={t("list.nothing")}
                invalid={at("language") !== undefined}
                width={200}
              />
            </div>
            {labelled("pages")}
            {labelled("url")}
          </div>
          <Button
            look="link"
            onClick={() => {
              set({ mode: "found", reliability: "" });
              requestAnimationFrame(() => document.getElementById(idOf("source.found"))?.focus());
            }}
          >
            {t("source.back")}
          </Button>
        </>
      )}
    </Field>
  );
}
