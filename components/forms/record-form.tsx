"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useId, useState, useTransition } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Said } from "@/components/ui/said";
import type { ActionResult, Failure, FieldProblem } from "@/lib/errors";
import { CheckBox, NativeSelect, TextArea, TextInput } from "./controls";
import { DecisionFailure } from "./decision-failure";
import { Field } from "./field";
import classes from "./record-form.module.css";
import { useProblemText } from "./use-problem-text";

type Common = { name: string; label: string; hint?: string; optional?: boolean };
/** One field of a record. What it holds travels as text, a box as yes or no. */
export type RecordField = Common &
  (
    | { kind: "text" | "area"; value: string; most: number; lang?: string; numeric?: boolean }
    | { kind: "select"; value: string; options: readonly { value: string; label: string }[]; none?: string }
    | { kind: "check"; value: boolean }
  );
export type RecordValues = { text: (name: string) => string; checked: (name: string) => boolean };

/**
 * The form of one entry of a list. Each mistake stands at its field; what is typed stays until it is saved.
 * @param work sends it; @param words the button, what is said when it is saved and where somebody else was faster
 * @param onDone goes elsewhere once it is saved; without it the form says so and stays
 */
export function RecordForm<T>({
  label,
  fields,
  words,
  work,
  onDone,
  cancel,
}: {
  label: string;
  fields: readonly RecordField[];
  words: { go: string; done: string; conflict: string };
  work: (values: RecordValues) => Promise<ActionResult<T>>;
  onDone?: (data: T) => void;
  cancel?: { href: string; words: string };
}) {
  const t = useTranslations("common");
  const problemText = useProblemText();
  const id = useId();
  const [outcome, setOutcome] = useState<{ failed: Failure | null } | null>(null);
  const [pending, start] = useTransition();
  const problems = outcome?.failed?.fields ?? [];
  const names = fields.map(({ name }) => name);
  const errorAt = (name: string) => {
    const found = problems.filter(({ path }) => path === name || path.startsWith(`${name}.`));
    return found.length > 0 ? found.map(problemText).join(" ") : undefined;
  };

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    start(async () => {
      const result = await work({
        text: (name) => String(data.get(name) ?? ""),
        checked: (name) => data.get(name) !== null,
      });
      if (result.ok && onDone) return onDone(result.data);
      start(() => setOutcome({ failed: result.ok ? null : result.error }));
    });
  }

  return (
    <form className={classes.form} onSubmit={send} noValidate aria-label={label}>
      {outcome && (
        <Said of={outcome} className={classes.outcome}>
          <Outcome failure={outcome.failed} words={words} elsewhere={elsewhere(problems, names)} />
        </Said>
      )}
      {fields.map((field) => (
        <OneField key={field.name} id={`${id}-${field.name}`} field={field} error={errorAt(field.name)} />
      ))}
      <div className={classes.buttons}>
        <Button look="primary" type="submit" aria-disabled={pending}>
          {pending ? t("saving") : words.go}
        </Button>
        {cancel && <ButtonLink href={cancel.href as Route}>{cancel.words}</ButtonLink>}
      </div>
    </form>
  );
}

/** Mistakes at no field of the form: they are told above it. */
const elsewhere = (problems: readonly FieldProblem[], names: readonly string[]) =>
  problems.filter(({ path }) => !names.some((name) => path === name || path.startsWith(`${name}.`)));

function Outcome({
  failure,
  words,
  elsewhere: others,
}: {
  failure: Failure | null;
  words: { done: string; conflict: string };
  elsewhere: readonly FieldProblem[];
}) {
  const errors = useTranslations("errors");
  if (!failure)
    return (
      <Notice tone="info" live>
        {words.done}
      </Notice>
    );
  if (failure.code === "INVALID" && others.length === 0)
    return <Notice tone="error" live title={errors("marked", { count: failure.fields.length })} />;
  return <DecisionFailure failure={{ ...failure, fields: [...others] }} conflict={words.conflict} />;
}

function OneField({ id, field, error }: { id: string; field: RecordField; error: string | undefined }) {
  if (field.kind === "check")
    return (
      <Field label="" id={id} hint={field.hint} error={error}>
        {(control) => <CheckBox {...control} name={field.name} defaultChecked={field.value} label={field.label} />}
      </Field>
    );
  return (
    <Field label={field.label} id={id} hint={field.hint} error={error} optional={field.optional}>
      {(control) => {
        const same = { ...control, name: field.name, defaultValue: field.value, autoComplete: "off" };
        if (field.kind === "select")
          return (
            <NativeSelect {...same}>
              {field.none !== undefined && <option value="">{field.none}</option>}
              {field.options.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          );
        const words = { maxLength: field.most, lang: field.lang };
        if (field.kind === "area") return <TextArea {...same} {...words} rows={2} />;
        return <TextInput {...same} {...words} numeric={field.numeric} />;
      }}
    </Field>
  );
}
