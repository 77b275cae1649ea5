"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useEffect, useId, useRef, useState } from "react";
import { TextInput } from "@/components/forms/controls";
import { FailureNotice } from "@/components/forms/failure-notice";
import { Field } from "@/components/forms/field";
import { TypeAhead } from "@/components/forms/type-ahead";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { addAgency, editAgency } from "@/lib/admin/actions";
import type { AgencyRow } from "@/lib/auth/types";
import type { ActionResult } from "@/lib/errors";
import { formatInstantDay } from "@/lib/i18n/format";
import classes from "./admin.module.css";
import { useAct } from "./use-act";
import { findZones, zoneNamed } from "./zones";

type Typed = { code: string; name: string; timeZone: string };

/** Adds an agency, or changes the one given. */
export function AgencyForm({ agency }: { agency?: AgencyRow }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const [zone, setZone] = useState({ id: agency?.timeZone ?? "", text: agency?.timeZone ?? "" });
  const [added, setAdded] = useState("");
  const send = async (typed: Typed): Promise<ActionResult<unknown>> =>
    agency
      ? editAgency({ ...typed, code: agency.code, was: { name: agency.name, timeZone: agency.timeZone } })
      : addAgency(typed);
  const { pending, result, failure, run } = useAct(send);
  const zoneId = useId();
  const errorOf = (path: string) => {
    const problem = failure?.fields.find((each) => each.path === path);
    return problem && problemText(problem);
  };
  const zoneError = errorOf("timeZone");
  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [failure]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? "");
    const input = { code: text("code"), name: text("name"), timeZone: zone.id || zone.text };
    run(input, () => {
      if (agency) return;
      setAdded(input.name.trim());
      form.current?.reset();
      setZone({ id: "", text: "" });
    });
  }

  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={onSubmit}
      noValidate
      aria-label={t(agency ? "agency.change" : "agency.add")}
    >
      {!agency && (
        <Field label={t("column.code")} error={errorOf("code")} hint={t("agency.codeHint")} required>
          {(control) => <TextInput {...control} name="code" autoCapitalize="none" spellCheck={false} maxLength={60} />}
        </Field>
      )}
      <Field label={t("column.name")} error={errorOf("name")} required>
        {(control) => (
          <TextInput {...control} name="name" defaultValue={agency?.name} autoComplete="off" maxLength={200} />
        )}
      </Field>
      <Field
        id={zoneId}
        label={t("column.timeZone")}
        error={zoneError}
        hint={
          zone.id
            ? t("agency.today", { zone: zone.id, day: formatInstantDay(new Date(), zone.id) })
            : t("agency.zoneHint")
        }
        required
      >
        {(control) => (
          <TypeAhead
            id={control.id}
            value={zone}
            onChange={setZone}
            find={(typed) =>
              findZones(typed, locale).map(({ id, offset, name }) => ({ id, text: id, beside: offset, detail: name }))
            }
            exact={(typed) => {
              const named = zoneNamed(typed);
              return named === null ? null : { id: named, text: named };
            }}
            nothing={t("agency.noZone")}
            invalid={Boolean(zoneError)}
            describedBy={control["aria-describedby"]}
            width={340}
          />
        )}
      </Field>
      <div className={classes.buttons}>
        <Button type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? t("working") : t(agency ? "save" : "agency.addIt")}
        </Button>
      </div>
      <div className={classes.result}>
        {result?.ok && (
          <Notice tone="info" live title={agency ? t("agency.saved") : t("agency.added", { name: added })} />
        )}
        {failure?.code === "CONFLICT" && agency ? (
          <Notice tone="warn" live title={t("conflict")}>
            {t("agency.now", { name: agency.name, zone: agency.timeZone })}
          </Notice>
        ) : (
          <FailureNotice failure={failure} />
        )}
      </div>
    </form>
  );
}
