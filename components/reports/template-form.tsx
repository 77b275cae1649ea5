"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { useEffect, useId, useRef, useState, useTransition } from "react";
import { CheckBox, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult, Failure } from "@/lib/errors";
import classes from "./my-reports.module.css";

/**
 * Asks for a template's name and whether colleagues see it. Not a form of its own: it may stand inside one.
 * @param before what it is called and shared as now @param work keeps it @param onDone told the name
 */
export function TemplateFields({
  before = { name: "", shared: false },
  work,
  onDone,
  onCancel,
}: {
  before?: { name: string; shared: boolean };
  work: (template: { name: string; shared: boolean }) => Promise<ActionResult<void>>;
  onDone: (name: string) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("reports.template");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const every = useTranslations();
  const [name, setName] = useState(before.name);
  const [shared, setShared] = useState(before.shared);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => input.current?.focus(), []);

  function save() {
    if (pending) return;
    start(async () => {
      const result = await work({ name, shared });
      start(() => {
        if (result.ok) return onDone(name.trim());
        setFailure(result.error);
        input.current?.focus();
      });
    });
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") onCancel();
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.target !== input.current) return;
    event.preventDefault();
    save();
  }

  const key = failure?.fields[0]?.message as Parameters<typeof every>[0] | undefined;
  const wrong = key && every.has(key) ? every(key) : null;
  return (
    <fieldset className={classes.template} aria-label={t("label")} onKeyDown={onKeyDown}>
      <Field stacked label={t("name")} id={id} hint={t("keeps")} error={wrong}>
        {(control) => (
          <TextInput
            {...control}
            ref={input}
            value={name}
            autoComplete="off"
            onChange={(event) => {
              setName(event.currentTarget.value);
              setFailure(null);
            }}
          />
        )}
      </Field>
      <CheckBox label={t("shared")} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      {failure && wrong === null && (
        <Notice tone="error" live title={errors(`title.${failure.code}`)}>
          {errors(`text.${failure.code}`)}
        </Notice>
      )}
      <div className={classes.foot}>
        <Button look="primary" aria-disabled={pending} onClick={save}>
          {pending ? common("saving") : t("save")}
        </Button>
        <Button onClick={onCancel}>{common("cancel")}</Button>
      </div>
    </fieldset>
  );
}
