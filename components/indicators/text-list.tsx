"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EdtfDate } from "@/components/ui/edtf-date";
import { nameIn } from "@/lib/i18n/names";
import { removeAssessmentAction, removeMarkerAction } from "@/lib/indicators/actions";
import type { AssessmentRow, Choices, ListRights, MarkerRow } from "@/lib/indicators/types";
import classes from "./indicators.module.css";
import { RemoveButton } from "./remove-button";
import { SourceCite } from "./source-cite";
import { TextForm } from "./text-form";
import { useListWrite } from "./use-list-write";

/** Markers, or assessments, each with its source, and what changes them: one form at a time. */
export function TextList({
  of,
  rows,
  choices,
  rights,
}: {
  of: "marker" | "assessment";
  rows: readonly (MarkerRow | AssessmentRow)[];
  choices: Choices;
  rights: ListRights;
}) {
  const t = useTranslations("indicators");
  const locale = useLocale();
  const [open, setOpen] = useState<number | "new" | null>(null);
  const remove = useListWrite(
    rights,
    of === "marker" ? "marker.remove" : "assessment.remove",
    of === "marker" ? removeMarkerAction : removeAssessmentAction,
  );
  const form = (row?: MarkerRow | AssessmentRow) => (
    <TextForm
      of={of}
      row={row}
      choices={choices}
      rights={rights}
      onDone={() => setOpen(null)}
      onCancel={() => setOpen(null)}
    />
  );
  return (
    <>
      <WriteOutcome {...remove.outcome} />
      {rows.length === 0 && <p className={classes.quiet}>{t(`noText.${of}`)}</p>}
      <ul className={classes.texts} data-of={of}>
        {rows.map((row) => {
          const text = nameIn({ nameEn: row.textEn, nameZh: row.textZh, nameKo: row.textKo }, locale);
          return (
            <li key={row.id}>
              <div className={classes.text}>
                <span className={classes.date}>
                  <EdtfDate edtf={row.edtf} />
                </span>
                <div>
                  {of === "assessment" && <Badge dashed>{t("assessment.mark")}</Badge>} {text}
                  <span className={classes.beside}>
                    {"points" in row && (
                      <span>
                        {row.points.length === 0
                          ? t("marker.border")
                          : new Intl.ListFormat(locale).format(row.points.map((point) => nameIn(point, locale)))}
                      </span>
                    )}
                    <SourceCite source={row.source} />
                  </span>
                </div>
                {rights !== "read" && (
                  <span className={classes.actions}>
                    <Button
                      look="link"
                      aria-label={t("form.changeOne", { what: text })}
                      aria-expanded={open === row.id}
                      onClick={() => setOpen(open === row.id ? null : row.id)}
                    >
                      {t("form.open")}
                    </Button>
                    <RemoveButton
                      label={t("form.removeOne", { what: text })}
                      keeps={remove.keeps}
                      pending={remove.pending}
                      onRemove={() => remove.send({ id: row.id, version: row.version })}
                    />
                  </span>
                )}
              </div>
              {open === row.id && form(row)}
            </li>
          );
        })}
      </ul>
      {rights !== "read" &&
        (open === "new" ? form() : <Button onClick={() => setOpen("new")}>{t(`addText.${of}`)}</Button>)}
    </>
  );
}
