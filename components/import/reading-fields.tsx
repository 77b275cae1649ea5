import { useTranslations } from "next-intl";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { dateFormats } from "@/lib/import/form";
import type { DraftMapping } from "@/lib/import/schema";
import classes from "./import.module.css";

type Part = "dateFormat" | "decimal" | "datePrecision" | "fiscalYearStart";
const every: readonly Part[] = ["dateFormat", "decimal", "datePrecision", "fiscalYearStart"];

/** How dates and numbers are written. What is not said is worked out from the whole column, and refused where that stays open. */
export function ReadingFields({
  mapping: { format },
  parts = every,
}: {
  mapping: DraftMapping;
  parts?: readonly Part[];
}) {
  const t = useTranslations("importing");
  const other = format.dateFormat !== undefined && !dateFormats.includes(format.dateFormat);
  return (
    <div className={classes.fields}>
      {parts.includes("dateFormat") && (
        <Field label={t("dateFormat")}>
          {(control) => (
            <div className={classes.pair}>
              <NativeSelect {...control} name="dateFormat" defaultValue={other ? "other" : (format.dateFormat ?? "")}>
                <option value="">{t("byColumn")}</option>
                {dateFormats.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
                <option value="other">{t("otherFormat")}</option>
              </NativeSelect>
              <TextInput
                className={classes.otherFormat}
                name="otherDateFormat"
                aria-label={t("otherFormat")}
                placeholder={t("formatExample")}
                defaultValue={other ? format.dateFormat : ""}
                autoComplete="off"
                maxLength={40}
              />
            </div>
          )}
        </Field>
      )}
      {parts.includes("decimal") && (
        <Field label={t("decimal")}>
          {(control) => (
            <NativeSelect {...control} name="decimal" defaultValue={format.decimal ?? ""}>
              <option value="">{t("byColumn")}</option>
              <option value=".">{t("decimalPoint")}</option>
              <option value=",">{t("decimalComma")}</option>
            </NativeSelect>
          )}
        </Field>
      )}
      {parts.includes("datePrecision") && (
        <Field label={t("precision")} hint={t("precisionHelp")}>
          {(control) => (
            <NativeSelect {...control} name="datePrecision" defaultValue={format.datePrecision ?? "day"}>
              <option value="day">{t("precisionDay")}</option>
              <option value="month">{t("precisionMonth")}</option>
            </NativeSelect>
          )}
        </Field>
      )}
      {parts.includes("fiscalYearStart") && (
        <Field label={t("fiscal")} hint={t("fiscalHelp")}>
          {(control) => (
            <NativeSelect {...control} name="fiscalYearStart" defaultValue={String(format.fiscalYearStart ?? "")}>
              <option value="">{t("fiscalNone")}</option>
              {[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => (
                <option key={month} value={month}>
                  {t("fiscalFrom", { month })}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      )}
    </div>
  );
}
