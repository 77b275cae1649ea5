"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { startTransition, useActionState, useEffect, useRef, useState } from "react";
import { FailureNotice } from "@/components/forms/failure-notice";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { acceptOneTimeLink, readOneTimeLink } from "@/lib/auth/actions";
import { passwordLength } from "@/lib/auth/rules";
import type { LinkOffer } from "@/lib/auth/types";
import type { ActionResult } from "@/lib/errors";
import classes from "./link-form.module.css";
import { PasswordField } from "./password-field";
import page from "./sign-in-page.module.css";

/**
 * Reads the token after the # of the address, which no browser sends anywhere by itself, shows whose account it opens, and takes the new
 * password.
 */
export function LinkForm({ signedIn }: { signedIn: string | null }) {
  const t = useTranslations("auth.link");
  const [token, setToken] = useState("");
  const [read, setRead] = useState<ActionResult<LinkOffer> | null>(null);

  useEffect(() => {
    let current = true;
    const look = () => {
      const given = window.location.hash.slice(1);
      setToken(given);
      setRead(null);
      readOneTimeLink(given)
        .catch((): ActionResult<LinkOffer> => ({ ok: false, error: { code: "UNAVAILABLE", fields: [] } }))
        .then((result) => current && setRead(result));
    };
    look();
    window.addEventListener("hashchange", look);
    return () => {
      current = false;
      window.removeEventListener("hashchange", look);
    };
  }, []);

  if (!read) return <p role="status">{t("looking")}</p>;
  if (!read.ok)
    return (
      <>
        <h1 className={page.title}>{t("overTitle")}</h1>
        {read.error.code === "INVALID" ? (
          <p className={page.lead}>{t("overText")}</p>
        ) : (
          <FailureNotice failure={read.error} />
        )}
        <Link href="/sign-in" prefetch={false}>
          {t("toSignIn")}
        </Link>
      </>
    );
  return <Offer token={token} offer={read.data} signedIn={signedIn} />;
}

function Offer({ token, offer, signedIn }: { token: string; offer: LinkOffer; signedIn: string | null }) {
  const t = useTranslations("auth.link");
  const account = useTranslations("auth.account");
  const roles = useTranslations("codes.userRole");
  const problemText = useProblemText();
  const [state, submit, isPending] = useActionState(acceptOneTimeLink, {});
  const form = useRef<HTMLFormElement>(null);
  const field = (name: "password" | "repeat") => {
    const problem = state.failure?.fields.find(({ path }) => path === name);
    return { name, error: problem && problemText(problem), autoComplete: "new-password" };
  };
  useEffect(() => {
    if (state.failure) form.current?.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
  }, [state]);

  /** React empties a form after its action; what was typed stays here until it is taken. */
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    startTransition(() => submit(typed));
  }
  return (
    <>
      <h1 className={page.title}>{t(`title.${offer.kind}`)}</h1>
      <p className={page.lead}>{t(`lead.${offer.kind}`)}</p>
      {signedIn !== null && (
        <div className={page.notice}>
          <Notice tone="warn">{t("signedIn", { name: signedIn })}</Notice>
        </div>
      )}
      <DefinitionList
        items={[
          { key: "name", term: account("name"), value: offer.name },
          { key: "email", term: account("email"), value: offer.email },
          { key: "role", term: account("role"), value: roles(offer.role) },
          { key: "agency", term: account("agency"), value: offer.agency },
        ]}
      />
      <form ref={form} action={submit} onSubmit={send} className={classes.form} noValidate>
        <div className={classes.failure}>
          <FailureNotice failure={state.failure} />
        </div>
        <input type="hidden" name="token" value={token} />
        <input type="text" name="email" value={offer.email} readOnly hidden autoComplete="username" />
        <PasswordField
          {...field("password")}
          label={t("password")}
          hint={account("newHint", { min: passwordLength.min })}
        />
        <PasswordField {...field("repeat")} label={t("repeat")} />
        <Button type="submit" look="primary" wide className={classes.submit} aria-disabled={isPending || undefined}>
          {isPending ? t("working") : t("accept")}
        </Button>
      </form>
    </>
  );
}
