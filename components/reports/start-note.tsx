"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { LeftOut } from "@/lib/reports/own";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/** What the form began with and what of it was left out; else, while nothing is typed, what it could begin with. */
export function StartNote({ left, untouched }: { left: readonly LeftOut[]; untouched: boolean }) {
  const { data } = useReport();
  const t = useTranslations("reports.start");
  const { start, templates } = data;
  if (start)
    return (
      <p className={classes.last} role="status">
        <span>
          {start.kind === "template"
            ? t("template", { name: start.name })
            : t.rich("report", {
                case: () => <Link href={`/cases/${start.reference}` as Route}>{start.reference}</Link>,
              })}{" "}
          {start.kind === "template"
            ? t("noFigures")
            : left.length > 0 && t("left", { parts: left.map((part) => t(`part.${part}`)).join(t("separator")) })}
        </span>
      </p>
    );
  if (!untouched || templates.length === 0) return null;
  return (
    <p className={classes.last}>
      <span>{t("from")}</span>
      {templates.slice(0, mostShown).map(({ id, name }) => (
        // A plain document load: the form begins anew.
        <a key={id} href={`/reports/new?template=${id}`}>
          {name}
        </a>
      ))}
      {templates.length > mostShown && (
        <Link href={"/reports#templates" as Route}>{t("more", { count: templates.length - mostShown })}</Link>
      )}
    </p>
  );
}

/** Templates that stand above the form: a line. */
const mostShown = 6;
