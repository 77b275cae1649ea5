"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatInstant } from "@/lib/i18n/format";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/** The way back to what was begun and not submitted. */
export function OtherDrafts() {
  const { data, timeZone } = useReport();
  const t = useTranslations("reports.form");
  if (data.others.length === 0) return null;
  return (
    <section className={classes.others}>
      <h3>{t("others")}</h3>
      <ul>
        {data.others.map(({ id, savedAt, date, point, reported }) => (
          <li key={id}>
            {/* A plain document load: the form of another draft starts from nothing of this one. */}
            <Link href={`/reports/new?draft=${id}` as Route} prefetch={false}>
              {[point, date, reported].filter(Boolean).join(", ") || t("untitled")}
            </Link>{" "}
            <span className={classes.aside}>
              {t("otherSaved", { time: formatInstant(new Date(savedAt), timeZone) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
