"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { TextInput } from "@/components/forms/controls";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { OneTimeLink } from "@/lib/auth/types";
import { formatInstant } from "@/lib/i18n/format";
import classes from "./admin.module.css";

/** A link that is shown this once, to be handed over. @param name of whom it is for */
export function OneTimeLinkNotice({ link, name, timeZone }: { link: OneTimeLink; name: string; timeZone: string }) {
  const t = useTranslations("admin.once");
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const id = useId();

  useEffect(() => field.current?.focus(), []);

  async function copy() {
    try {
      await navigator.clipboard.writeText(link.url);
      setCopied(true);
    } catch {
      field.current?.select(); // without TLS browsers give no clipboard: the person copies what is marked
    }
  }
  return (
    <Notice tone="info" title={t(`title.${link.kind}`, { name })}>
      {t("text", { time: formatInstant(new Date(link.expiresAt), timeZone), zone: timeZone })}
      <div className={classes.link}>
        <label htmlFor={id} className="visually-hidden">
          {t("label")}
        </label>
        <div className={classes.address}>
          <TextInput ref={field} id={id} readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
          <Button onClick={copy}>{copied ? t("copied") : t("copy")}</Button>
        </div>
        <span role="status" className="visually-hidden">
          {copied && t("copied")}
        </span>
      </div>
    </Notice>
  );
}
