"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useId, useState } from "react";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { FieldError } from "@/components/forms/field-error";
import { useProblemText } from "@/components/forms/use-problem-text";
import { useWrite } from "@/components/forms/use-write";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/lib/codes";
import { localeCodes } from "@/lib/codes";
import { localeNames } from "@/lib/i18n/locale";
import { addAliasAction, addSynonymAction } from "@/lib/reference/actions";
import classes from "./reference.module.css";

/**
 * Adds another name: a spelling of a point, a synonym of a substance. One that is another entry's already is named, and asked about.
 * @param typed what the field holds at first; @param onDone once it stands
 */
export function TermForm({
  of,
  slug,
  typed = "",
  onDone,
}: {
  of: "point" | "substance";
  slug: string;
  typed?: string;
  onDone?: (term: string) => void;
}) {
  const t = useTranslations("reference.terms");
  const common = useTranslations("common");
  const words = useProblemText();
  const id = useId();
  const [term, setTerm] = useState(typed);
  const [lang, setLang] = useState<Locale>(() => langOf(typed));
  const [kind, setKind] = useState<"term" | "street">("street");
  const alias = useWrite(addAliasAction);
  const synonym = useWrite(addSynonymAction);
  const { pending, written, problems } = of === "point" ? alias : synonym;
  const mistake = problems.find(({ path }) => path === "term");
  const question = problems.find(({ path }) => path === "anyway");

  function send(anyway: boolean) {
    const done = () => {
      setTerm("");
      onDone?.(term.trim());
    };
    if (of === "point") alias.send({ point: slug, term, anyway }, done);
    else synonym.send({ substance: slug, term, lang, kind, anyway }, done);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    send(false);
  }
  return (
    <form className={classes.terms} onSubmit={submit} noValidate aria-label={t(`add.${of}`)}>
      {!question && (
        <WriteOutcome written={written} done={t("added")} conflict={t("conflict")} shown={["term", "anyway"]} />
      )}
      {question && (
        <Notice
          tone="warn"
          title={words(question)}
          live
          actions={
            <Button aria-disabled={pending} onClick={() => send(true)}>
              {t("anyway")}
            </Button>
          }
        >
          {t("anywayHelp")}
        </Notice>
      )}
      <div className={classes.termLine}>
        <label htmlFor={id}>{t(`add.${of}`)}</label>
        <TextInput
          id={id}
          value={term}
          autoComplete="off"
          aria-invalid={mistake ? true : undefined}
          aria-describedby={mistake && `${id}-error`}
          onChange={(event) => {
            setTerm(event.currentTarget.value);
            setLang(langOf(event.currentTarget.value));
            alias.clear();
            synonym.clear();
          }}
        />
        {of === "substance" && (
          <>
            <NativeSelect
              aria-label={t("lang")}
              value={lang}
              onChange={(event) => setLang(localeCodes.find((code) => code === event.currentTarget.value) ?? "en")}
            >
              {localeCodes.map((code) => (
                <option key={code} value={code}>
                  {localeNames[code]}
                </option>
              ))}
            </NativeSelect>
            <NativeSelect
              aria-label={t("kind")}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value === "term" ? "term" : "street")}
            >
              <option value="street">{t("street")}</option>
              <option value="term">{t("term")}</option>
            </NativeSelect>
          </>
        )}
        <Button type="submit" aria-disabled={pending}>
          {pending ? common("saving") : t("go")}
        </Button>
      </div>
      {mistake && <FieldError id={`${id}-error`}>{words(mistake)}</FieldError>}
    </form>
  );
}

/** The language that a word's script tells: Hangul, Han, or any other. */
function langOf(text: string): Locale {
  if (/\p{Script=Hangul}/u.test(text)) return "ko";
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}
