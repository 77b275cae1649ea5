import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import { CheckBox, NativeSelect } from "@/components/forms/controls";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PlainTable } from "@/components/ui/plain-table";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { WordField } from "@/lib/import/form";
import type { FieldWords, ImportPage, WordChoice } from "@/lib/import/types";
import classes from "./import.module.css";
import { StepForm } from "./step-form";

type Page = Extract<ImportPage, { kind: "values" }>;

/** Words of the file that no list knows: what each means is chosen, never taken for granted. */
export function ValuesStep({ page }: { page: Page }) {
  const t = useTranslations("importing");
  const { id, revision, fields, cut } = page;
  const open = fields.filter(({ words }) => words.length > 0);
  return (
    <StepForm
      id={id}
      revision={revision}
      step="values"
      go={t("check")}
      back={<ButtonLink href={`/import/${id}?step=columns` as Route}>{t("back")}</ButtonLink>}
    >
      <input type="hidden" name="creatable" value="1" />
      {cut && <Notice tone="warn" title={t("wordsCut")} />}
      {open.length === 0 && (
        <Notice tone="info" title={t("allKnown")}>
          {t("allKnownText")}
        </Notice>
      )}
      {open.map((field) => (
        <Words key={field.field} words={field} mayCreate={page.rights.create} />
      ))}
    </StepForm>
  );
}

/** What a code of a list is called. */
function useNames({ field, options }: FieldWords): (code: string) => string {
  const codes = useTranslations("codes");
  const locale = useLocale();
  const byCode = new Map(options.map((option) => [option.code, option.names]));
  return (code) => {
    const names = byCode.get(code);
    if (names) return nameIn(names, locale);
    if (field === "unit" || field === "form" || field === "role")
      return codes(`${field}.${code as "unknown"}` as `unit.kg`);
    if (field === "transportMode") return codes(`transport.${code as "unknown"}`);
    return code;
  };
}

function Words({ words: field, mayCreate }: { words: FieldWords; mayCreate: boolean }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const named = useNames(field);
  const listed = field.field === "transitPoint" || field.field === "substance";
  const title = t(`field.${field.field}`);
  return (
    <Section
      title={title}
      count={formatNumber(field.words.length + field.more, locale)}
      note={t("wordsKnown", { count: field.known })}
    >
      <p className={classes.quiet}>{t(`words.${field.field}`)}</p>
      <div className={classes.wordTable}>
        <PlainTable
          label={title}
          columns={[
            { key: "word", header: t("column.word") },
            { key: "rows", header: t("column.rows"), kind: "numeric" },
            { key: "choice", header: t("column.meaning") },
            { key: "why", header: t("column.suggestions"), kind: "small" },
          ]}
          rows={field.words.map((word) => ({
            key: word.word,
            cells: {
              word: <strong>{word.word}</strong>,
              rows: formatNumber(word.rows, locale),
              choice: <Choice field={field} word={word} named={named} />,
              why: <Suggestions word={word} named={named} />,
            },
          }))}
        />
      </div>
      {field.more > 0 && <p className={classes.quiet}>{t("wordsMore", { count: field.more })}</p>}
      {listed && field.creatable && (
        <CheckBox
          name={`create:${field.field}`}
          value="1"
          defaultChecked={field.create}
          label={t(`create.${field.field as "substance"}`)}
        />
      )}
      {listed && !mayCreate && <p className={classes.quiet}>{t("createReviewer")}</p>}
    </Section>
  );
}

type Named = (code: string) => string;

function Choice({ field, word, named }: { field: FieldWords; word: WordChoice; named: Named }) {
  const t = useTranslations("importing");
  const suggested = new Set(word.suggestions.map(({ code }) => code));
  const leave: Record<WordField, string> = {
    transitPoint: t("leaveChoice.refused"),
    substance: t("leaveChoice.refused"),
    unit: t("leaveChoice.unknown"),
    form: t("leaveChoice.unknown"),
    role: t("leaveChoice.unknown"),
    transportMode: t("leaveChoice.unknown"),
    agency: t("leaveChoice.asWritten"),
  };
  return (
    <NativeSelect
      name={`value:${field.field}:${word.word}`}
      defaultValue={word.choice}
      aria-label={t("meaningOf", { word: word.word })}
    >
      <option value="">{leave[field.field]}</option>
      {suggested.size > 0 && (
        <optgroup label={t("suggestionList")}>
          {word.suggestions.map(({ code }) => (
            <option key={code} value={code}>
              {named(code)}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={t("everyOther")}>
        {field.options
          .filter(({ code }) => !suggested.has(code))
          .map(({ code }) => (
            <option key={code} value={code}>
              {named(code)}
            </option>
          ))}
      </optgroup>
    </NativeSelect>
  );
}

function Suggestions({ word, named }: { word: WordChoice; named: Named }) {
  const t = useTranslations("importing");
  if (word.several) return t("severalMeanings");
  const [first] = word.suggestions;
  if (!first) return t("noSuggestion");
  return word.suggestions
    .map(({ code, reason, term }) => t(`reason.${reason}`, { name: named(code), term }))
    .join("; ");
}
