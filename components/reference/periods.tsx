"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWrite } from "@/components/forms/use-write";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Button } from "@/components/ui/button";
import { removeCoverageAction } from "@/lib/reference/actions";
import type { CoveragePage, PeriodRow } from "@/lib/reference/types";
import { CoverageForm } from "./coverage-form";
import { writeOrPropose } from "./list-writes";
import classes from "./reference.module.css";

/** The periods of a point with what changes them: one form at a time. */
export function Periods({ page }: { page: CoveragePage }) {
  const { point, periods, rights } = page;
  const t = useTranslations("reference.periods");
  const writes = useTranslations("reference.write");
  const [open, setOpen] = useState<number | "new" | null>(
    periods.length === 0 && rights.lists !== "read" ? "new" : null,
  );
  const remove = useWrite(writeOrPropose(rights, "coverage.remove", removeCoverageAction));
  const keeps = rights.lists === "keep";
  const form = (period?: PeriodRow) => (
    <CoverageForm
      key={period?.id ?? "new"}
      page={page}
      period={period}
      onDone={() => keeps && setOpen(null)}
      onCancel={() => setOpen(null)}
    />
  );
  return (
    <>
      <WriteOutcome
        written={remove.written}
        done={keeps ? t("removed") : writes("proposed")}
        conflict={writes("conflict")}
      />
      {periods.length === 0 && <p className={classes.lead}>{t("none")}</p>}
      <ul className={classes.periods}>
        {periods.map((period) => (
          <li key={period.id}>
            <div className={classes.period}>
              <span>
                <b>{t(`kind.${period.kind}`)}</b>{" "}
                {period.to === null
                  ? t("still", { from: period.from })
                  : t("between", { from: period.from, to: period.to })}
              </span>
              <span className={classes.beside}>
                {period.agency?.name ?? t("anyAgency")}
                {period.note && `: ${period.note}`}
              </span>
              {rights.lists !== "read" && (
                <span className={classes.periodActions}>
                  <Button
                    look="link"
                    aria-expanded={open === period.id}
                    onClick={() => setOpen(open === period.id ? null : period.id)}
                  >
                    {t("change")}
                  </Button>
                  <Button
                    look="link"
                    aria-label={t("removeOne", { from: period.from })}
                    aria-disabled={remove.pending}
                    onClick={() =>
                      remove.send({ input: { point: point.slug, id: period.id, version: period.version }, reason: "" })
                    }
                  >
                    {t("remove")}
                  </Button>
                </span>
              )}
            </div>
            {open === period.id && form(period)}
          </li>
        ))}
      </ul>
      {rights.lists !== "read" &&
        (open === "new" ? form() : <Button onClick={() => setOpen("new")}>{t("add")}</Button>)}
    </>
  );
}
