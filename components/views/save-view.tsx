"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useId, useState, useTransition } from "react";
import { TextInput } from "@/components/forms/controls";
import { Button } from "@/components/ui/button";
import type { Failure } from "@/lib/errors";
import { saveViewAs } from "@/lib/views/actions";
import type { ViewPage } from "@/lib/views/types";
import { useViewFailure } from "./use-view-failure";
import classes from "./views.module.css";

/** Keeps what the page shows under a name. @param onSaved with the new view's id */
export function SaveView({
  page,
  query,
  onSaved,
  onLeave,
}: {
  page: ViewPage;
  query: string;
  onSaved: (id: number) => void;
  onLeave: () => void;
}) {
  const t = useTranslations("views");
  const words = useViewFailure();
  const id = useId();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, start] = useTransition();

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "");
    start(async () => {
      const result = await saveViewAs({ name, page, query, shared: form.get("shared") !== null });
      if (result.ok) onSaved(result.data);
      else setFailure(result.error);
    });
  }
  return (
    <form className={classes.save} onSubmit={send} noValidate>
      <label htmlFor={`${id}-name`}>{t("name")}</label>
      <TextInput
        id={`${id}-name`}
        name="name"
        maxLength={80}
        autoFocus
        autoComplete="off"
        aria-invalid={failure !== null || undefined}
        aria-describedby={`${id}-help`}
        onChange={() => setFailure(null)}
      />
      <p id={`${id}-help`} className={failure ? classes.failure : classes.help} role={failure ? "alert" : undefined}>
        {failure ? words(failure) : t(page === "cases" ? "keeps" : "keepsTrends")}
      </p>
      <label className={classes.check}>
        <input type="checkbox" name="shared" />
        {t("share")}
      </label>
      <div className={classes.buttons}>
        <Button look="primary" type="submit" aria-disabled={pending}>
          {t("save")}
        </Button>
        <Button onClick={onLeave}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
