"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useId, useRef, useState } from "react";
import { FailureNotice } from "@/components/forms/failure-notice";
import { Button } from "@/components/ui/button";
import type { Failure } from "@/lib/errors";
import classes from "./import.module.css";

type Sending = { share: number } | null;

const unanswered: Failure = { code: "UNAVAILABLE", fields: [] };

/** Chooses a file and sends it, with how much of it has arrived. Sending can be stopped: nothing of it is kept then. */
export function UploadForm() {
  const t = useTranslations("importing.upload");
  const router = useRouter();
  const id = useId();
  const [sending, setSending] = useState<Sending>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const request = useRef<XMLHttpRequest | null>(null);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("file");
    if (sending || !(file instanceof File)) return;
    if (file.name === "")
      return setProblem({ code: "INVALID", fields: [{ path: "", message: "importing.error.none" }] });
    // fetch() does not say how much was sent.
    const http = new XMLHttpRequest();
    request.current = http;
    const ended = (next: Failure | null) => {
      setSending(null);
      setProblem(next);
    };
    http.upload.onprogress = ({ loaded, total }) => setSending({ share: total > 0 ? loaded / total : 0 });
    http.onerror = () => ended(unanswered);
    http.onabort = () => ended(null);
    http.onload = () => {
      const answer = read(http.responseText);
      if (http.status === 201 && answer?.id) router.push(`/import/${answer.id}` as Route);
      // A file has one field: what is wrong with it is wrong with the whole.
      else
        ended(
          answer?.code ? { ...answer, fields: answer.fields?.map((one) => ({ ...one, path: "" })) ?? [] } : unanswered,
        );
    };
    http.open("POST", `/api/import?name=${encodeURIComponent(file.name)}`);
    http.setRequestHeader("content-type", "application/octet-stream");
    http.send(file);
    setProblem(null);
    setSending({ share: 0 });
  }

  return (
    <form className={classes.upload} onSubmit={send} noValidate>
      <label htmlFor={id}>{t("file")}</label>
      <div className={classes.uploadLine}>
        <input id={id} type="file" name="file" accept=".csv,.tsv,.txt,.xlsx" disabled={sending !== null} />
        {sending ? (
          <Button onClick={() => request.current?.abort()}>{t("stop")}</Button>
        ) : (
          <Button look="primary" type="submit">
            {t("send")}
          </Button>
        )}
      </div>
      {sending && (
        <div className={classes.uploadLine} role="status">
          <progress value={sending.share} aria-label={t("sending")} />
          <span className={classes.quiet}>
            {sending.share < 1 ? t("sent", { share: sending.share }) : t("reading")}
          </span>
        </div>
      )}
      <FailureNotice failure={problem ?? undefined} />
      <p className={classes.quiet}>{t("kinds")}</p>
    </form>
  );
}

type Answer = Partial<Failure> & { id?: string };

function read(
  text: string,
): (Answer & { code: Failure["code"] }) | { id: string; code?: undefined; fields?: undefined } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
