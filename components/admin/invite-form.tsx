"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useEffect, useRef } from "react";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { FailureNotice } from "@/components/forms/failure-notice";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button, ButtonLink } from "@/components/ui/button";
import { invite } from "@/lib/admin/actions";
import type { AccountRole } from "@/lib/auth/schema";
import type { AgencyRow } from "@/lib/auth/types";
import classes from "./admin.module.css";
import { OneTimeLinkNotice } from "./one-time-link";
import { useAct } from "./use-act";

const text = (form: FormData, name: string) => String(form.get(name) ?? "");

/** Invites a colleague; afterwards the link is there to hand over. @param children the choice of a role */
export function InviteForm({
  agencies,
  ownAgency,
  timeZone,
  children,
}: {
  agencies: readonly AgencyRow[];
  ownAgency: string;
  timeZone: string;
  children: ReactNode;
}) {
  const t = useTranslations("admin");
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const name = useRef("");
  const { pending, result, failure, run, clear } = useAct(invite);
  const errorOf = (path: string) => {
    const problem = failure?.fields.find((each) => each.path === path);
    return problem && problemText(problem);
  };
  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [failure]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    name.current = text(typed, "name").trim();
    run({
      email: text(typed, "email"),
      name: text(typed, "name"),
      role: text(typed, "role") as AccountRole,
      agencyCode: text(typed, "agencyCode"),
    });
  }

  if (result?.ok)
    return (
      <div className={classes.form}>
        <OneTimeLinkNotice link={result.data.link} name={name.current} timeZone={timeZone} />
        <div className={classes.buttons}>
          <Button onClick={clear}>{t("invite.another")}</Button>
          <ButtonLink href={`/admin/accounts/${result.data.id}` as Route} look="quiet">
            {t("invite.toAccount")}
          </ButtonLink>
        </div>
      </div>
    );
  return (
    <form ref={form} className={classes.form} onSubmit={send} noValidate aria-label={t("invite.title")}>
      <div className={classes.result}>
        <FailureNotice failure={failure} />
      </div>
      <Field label={t("column.name")} error={errorOf("name")} required>
        {(control) => <TextInput {...control} name="name" autoComplete="off" maxLength={200} />}
      </Field>
      <Field label={t("column.email")} error={errorOf("email")} hint={t("invite.emailHint")} required>
        {(control) => <TextInput {...control} name="email" type="email" autoComplete="off" maxLength={200} />}
      </Field>
      <Field label={t("column.agency")} error={errorOf("agencyCode")} hint={t("agencyHint")} required>
        {(control) => (
          <NativeSelect {...control} name="agencyCode" defaultValue={ownAgency}>
            {agencies.map((agency) => (
              <option key={agency.code} value={agency.code}>
                {agency.name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {children}
      <div className={classes.buttons}>
        <Button type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? t("working") : t("invite.make")}
        </Button>
      </div>
    </form>
  );
}
