"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Button } from "@/components/ui/button";
import { EdtfDate } from "@/components/ui/edtf-date";
import { formatInstant } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import { removeValueAction } from "@/lib/indicators/actions";
import type { IndicatorPage, ValueRow } from "@/lib/indicators/types";
import classes from "./indicators.module.css";
import { RemoveButton } from "./remove-button";
import { SourceCite } from "./source-cite";
import { useListWrite } from "./use-list-write";
import { ValueForm } from "./value-form";
import { useFigureWords, useUnitWords } from "./words";

/** The values of an indicator, each with its source, what it was before, and what changes it: one form at a time. */
export function ValueList({ page, timeZone }: { page: IndicatorPage; timeZone: string }) {
  const { indicator, values, choices, rights } = page;
  const t = useTranslations("indicators");
  const locale = useLocale();
  const figure = useFigureWords();
  const unit = useUnitWords()(indicator.unit);
  const [open, setOpen] = useState<number | "new" | null>(null);
  const remove = useListWrite(rights, "value.remove", removeValueAction);
  const form = (row?: ValueRow) => (
    <ValueForm
      indicator={indicator.slug}
      choices={choices}
      rights={rights}
      row={row}
      before={values[0]}
      onDone={() => setOpen(null)}
      onCancel={() => setOpen(null)}
    />
  );
  return (
    <>
      <WriteOutcome {...remove.outcome} />
      {values.length === 0 && <p className={classes.quiet}>{t("noValues")}</p>}
      {rights !== "read" && (
        <div className={classes.adding}>
          {open === "new" ? form() : <Button onClick={() => setOpen("new")}>{t("form.addValue")}</Button>}
        </div>
      )}
      <ul className={classes.texts}>
        {values.map((row) => {
          const note = nameIn({ nameEn: row.noteEn ?? "", nameZh: row.noteZh ?? "", nameKo: row.noteKo ?? "" }, locale);
          const what = `${nameIn(row.place, locale)} ${row.edtf}`;
          return (
            <li key={row.id}>
              <div className={classes.text}>
                <span className={classes.date}>
                  <EdtfDate edtf={row.edtf} />
                </span>
                <div>
                  <span className={classes.place}>{nameIn(row.place, locale)}</span>{" "}
                  <span className={classes.figure}>{figure(row)}</span> <span className={classes.unit}>{unit}</span>
                  {(note || row.noteEn) && <p className={classes.note}>{note || row.noteEn}</p>}
                  <span className={classes.beside}>
                    <SourceCite source={row.source} />
                    <span>
                      {t("recorded", { at: formatInstant(row.recordedAt, timeZone), by: row.recordedBy ?? "–" })}
                    </span>
                  </span>
                  {row.revisions.length > 0 && (
                    <details className={classes.before}>
                      <summary>{t("before", { count: row.revisions.length })}</summary>
                      <ul>
                        {row.revisions.map((was) => (
                          <li key={was.version}>
                            <del>{figure(was)}</del>{" "}
                            {t("recorded", { at: formatInstant(was.recordedAt, timeZone), by: was.recordedBy ?? "–" })}
                          </li>
                        ))}
                      </ul>
                    </details>
                  )}
                </div>
                {rights !== "read" && (
                  <span className={classes.actions}>
                    <Button
                      look="link"
                      aria-label={t("form.changeOne", { what })}
                      aria-expanded={open === row.id}
                      onClick={() => setOpen(open === row.id ? null : row.id)}
                    >
                      {t("form.open")}
                    </Button>
                    <RemoveButton
                      label={t("form.removeOne", { what })}
                      keeps={remove.keeps}
                      pending={remove.pending}
                      onRemove={() => remove.send({ indicator: indicator.slug, id: row.id, version: row.version })}
                    />
                  </span>
                )}
              </div>
              {open === row.id && form(row)}
            </li>
          );
        })}
      </ul>
    </>
  );
}
