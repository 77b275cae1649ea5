"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useEffect, useRef } from "react";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { FailureNotice } from "@/components/forms/failure-notice";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { editAccount } from "@/lib/admin/actions";
import type { AccountRole } from "@/lib/auth/schema";
import type { AgencyRow } from "@/lib/auth/types";
import classes from "./admin.module.css";
import { useAct } from "./use-act";

const text = (form: FormData, name: string) => String(form.get(name) ?? "");

/** Name, agency and role of an account. @param children the choice of a role */
export function AccountForm({
  account,
  agencies,
  children,
}: {
  account: { id: number; name: string; role: AccountRole; agencyCode: string };
  agencies: readonly AgencyRow[];
  children: ReactNode;
}) {
  const t = useTranslations("admin");
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const roles = useTranslations("codes.userRole");
  const { pending, result, failure, run } = useAct(editAccount);
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
    const { id, ...was } = account;
    run({
      id,
      name: text(typed, "name"),
      role: text(typed, "role") as AccountRole,
      agencyCode: text(typed, "agencyCode"),
      was,
    });
  }
  return (
    <form ref={form} className={classes.form} onSubmit={send} noValidate aria-label={t("account.change")}>
      <Field label={t("column.name")} error={errorOf("name")} required>
        {(control) => (
          <TextInput {...control} name="name" defaultValue={account.name} autoComplete="off" maxLength={200} />
        )}
      </Field>
      <Field label={t("column.agency")} error={errorOf("agencyCode")} hint={t("agencyMoveHint")} required>
        {(control) => (
          <NativeSelect {...control} name="agencyCode" defaultValue={account.agencyCode}>
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
          {pending ? t("working") : t("save")}
        </Button>
      </div>
      <div className={classes.result}>
        {result?.ok && <Notice tone="info" live title={t("account.saved")} />}
        {failure?.code === "CONFLICT" ? (
          <Notice tone="warn" live title={t("conflict")}>
            {t("account.now", {
              name: account.name,
              role: roles(account.role),
              agency: agencies.find(({ code }) => code === account.agencyCode)?.name ?? account.agencyCode,
            })}
          </Notice>
        ) : (
          <FailureNotice failure={failure} />
        )}
      </div>
    </form>
  );
}
