"use client";

import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { nameIn } from "@/lib/i18n/names";
import { changeTemplate, dropTemplate } from "@/lib/reports/actions";
import type { Template } from "@/lib/reports/own";
import classes from "./my-reports.module.css";
import { TemplateFields } from "./template-form";

/** A template in the list: what it is for, the way to begin with it, and for its owner to call it otherwise or remove it. */
export function OwnTemplate({ template }: { template: Template }) {
  const t = useTranslations("reports.template");
  const locale = useLocale();
  const [state, setState] = useState<"shown" | "renaming" | "removing">("shown");
  const [failed, setFailed] = useState(false);
  const [pending, start] = useTransition();
  const { id, name, shared, by, point, substances } = template;
  const about = [point, ...substances].flatMap((one) => (one ? [nameIn(one, locale)] : []));

  function remove() {
    if (pending) return;
    start(async () => {
      const result = await dropTemplate({ id });
      if (!result.ok && result.error.code !== "NOT_FOUND") start(() => setFailed(true));
    });
  }

  return (
    <li className={classes.row}>
      <p className={classes.says}>
        <span className={classes.reference}>{name}</span>
        {by !== null ? <Badge>{t("by", { name: by })}</Badge> : shared && <Badge>{t("isShared")}</Badge>}
        {about.length > 0 && <span className={classes.aside}>{about.join(t("separator"))}</span>}
      </p>
      {state === "renaming" ? (
        <TemplateFields
          before={{ name, shared }}
          work={(now) => changeTemplate({ id, ...now })}
          onDone={() => setState("shown")}
          onCancel={() => setState("shown")}
        />
      ) : (
        <div className={classes.foot}>
          <ButtonLink href={`/reports/new?template=${id}` as Route} look="link" aria-label={t("beginNamed", { name })}>
            {t("begin")}
          </ButtonLink>
          {by === null && state === "shown" && (
            <>
              <Button look="link" aria-label={t("changeNamed", { name })} onClick={() => setState("renaming")}>
                {t("change")}
              </Button>
              <Button look="link" aria-label={t("removeNamed", { name })} onClick={() => setState("removing")}>
                {t("remove")}
              </Button>
            </>
          )}
          {state === "removing" && (
            <fieldset className={classes.ask} aria-label={t("removeAsk", { name })}>
              {failed ? <span role="alert">{t("removeFailed")}</span> : t("removeAsk", { name })}{" "}
              <Button look="danger" aria-disabled={pending} onClick={remove}>
                {t("removeYes")}
              </Button>{" "}
              <Button onClick={() => setState("shown")}>{t("removeNo")}</Button>
            </fieldset>
          )}
        </div>
      )}
    </li>
  );
}
