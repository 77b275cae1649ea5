"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useRef, useState, useTransition } from "react";
import { TextArea, TextInput } from "@/components/forms/controls";
import { DecisionFailure } from "@/components/forms/decision-failure";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";
import { Said } from "@/components/ui/said";
import { Section } from "@/components/ui/section";
import { makeConversionSet } from "@/lib/conversions/actions";
import type { NewSetPage } from "@/lib/conversions/types";
import type { Failure } from "@/lib/errors";
import { proposeWrite } from "@/lib/proposals/actions";
import classes from "./conversions.module.css";
import { FactorFields } from "./factor-fields";
import type { FactorValues } from "./factor-values";
import { emptyFactor, factorOf, valuesOf } from "./factor-values";

/** A new set from the factors of another: every factor with its source, and why there is a new set. What is typed stays until it is made. */
export function NewSetForm({ page: { basis, slug, factors, substances, proposes } }: { page: NewSetPage }) {
  const t = useTranslations("conversions");
  const router = useRouter();
  const problemText = useProblemText();
  const [rows, setRows] = useState<FactorValues[]>(() => factors.map(valuesOf));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, start] = useTransition();
  const next = useRef(factors.length);
  const problems = failure?.fields ?? [];
  const at = (path: string) => problems.find((problem) => problem.path === path);
  const errorAt = (path: string) => {
    const problem = at(path);
    return problem && problemText(problem);
  };

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    start(async () => {
      const set = {
        ...{ basis: basis.slug, slug: text("slug"), name: text("name"), source: text("source"), note: text("note") },
        factors: rows.map(factorOf),
      };
      const result = proposes
        ? await proposeWrite({ kind: "conversion.make", payload: set, reason: "" })
        : await makeConversionSet(set);
      if (!result.ok) return start(() => setFailure(result.error));
      router.push((proposes ? "/reference/proposals" : `/reference/conversion-sets/${set.slug.trim()}`) as Route);
    });
  }

  return (
    <form className={classes.form} onSubmit={send} noValidate>
      <PageHeading title={t("form.title")} meta={t("form.from", { set: basis.name })} />
      <p className={classes.lead}>{proposes ? t("form.leadProposal") : t("form.lead")}</p>
      {failure && (
        <Said of={failure} className={classes.summary}>
          <DecisionFailure failure={{ ...failure, fields: problems.slice(0, 1) }} conflict={t("make.conflict")} />
        </Said>
      )}
      <div className={classes.head}>
        <Field label={t("name")} id="set-name" error={errorAt("name")} required>
          {(control) => <TextInput {...control} name="name" defaultValue="" maxLength={80} autoComplete="off" />}
        </Field>
        <Field label={t("address")} id="set-slug" hint={t("form.slugHint")} error={errorAt("slug")} required>
          {(control) => <TextInput {...control} name="slug" defaultValue={slug} maxLength={60} autoComplete="off" />}
        </Field>
        <Field label={t("source")} id="set-source" error={errorAt("source")} required>
          {(control) => <TextArea {...control} name="source" rows={2} defaultValue={basis.source} maxLength={500} />}
        </Field>
        <Field label={t("form.why")} id="set-note" hint={t("form.whyHint")} error={errorAt("note")} required>
          {(control) => <TextArea {...control} name="note" rows={2} maxLength={2000} />}
        </Field>
      </div>
      <Section title={t("factors")} count={rows.length} note={t("perUnit")}>
        <FactorFields
          rows={rows}
          substances={substances}
          problemAt={at}
          onChange={(key, patch) => setRows((all) => all.map((row) => (row.key === key ? { ...row, ...patch } : row)))}
          onRemove={(key) => {
            setFailure(null); // mistakes are named by the row's number
            setRows((all) => all.filter((row) => row.key !== key));
          }}
        />
        {errorAt("factors") && <p className={classes.mistake}>{errorAt("factors")}</p>}
        <div className={classes.more}>
          <Button onClick={() => setRows((all) => [...all, emptyFactor(next.current++)])}>{t("form.addFactor")}</Button>
        </div>
      </Section>
      <div className={classes.buttons}>
        <Button look="primary" type="submit" aria-disabled={pending}>
          {proposes ? t("form.propose") : t("form.make")}
        </Button>
        <ButtonLink href={`/reference/conversion-sets/${basis.slug}` as Route}>{t("form.cancel")}</ButtonLink>
      </div>
    </form>
  );
}
