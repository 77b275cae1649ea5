"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ReportValues } from "@/lib/reports/form";
import { freshReport } from "@/lib/reports/form";
import { defaultsIn } from "./last-report";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/** Which values nobody chose for this report: they are as in the last one, said as long as they stand, and gone by a press. */
export function LastReportNote({ values }: { values: ReportValues }) {
  const { data, dispatch } = useReport();
  const t = useTranslations("reports.last");
  const codes = useTranslations("codes");
  const found = defaultsIn(values, data.last);
  if (!data.last || found.length === 0) return null;
  const { handling, attribution, source } = data.last;
  const words = {
    source: t("source", { source: source.title }),
    handling: t("handling", { handling: codes(`handling.${handling}`) }),
    attribution: attribution ? t("attribution", { attribution: codes(`attribution.${attribution}`) }) : "",
  };
  function clear() {
    const fresh = freshReport();
    if (found.includes("source")) dispatch({ type: "source", patch: fresh.source });
    const patch = {
      ...(found.includes("handling") ? { handling: fresh.handling } : {}),
      ...(found.includes("attribution") ? { attribution: fresh.attribution } : {}),
    };
    if (Object.keys(patch).length > 0) dispatch({ type: "set", patch });
  }
  return (
    <p className={classes.last}>
      <span>
        {t("from")} {found.map((one) => words[one]).join(" · ")}
      </span>{" "}
      <Button look="link" onClick={clear}>
        {t("clear")}
      </Button>
    </p>
  );
}
