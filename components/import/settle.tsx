import type { Route } from "next";
import { useTranslations } from "next-intl";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { ButtonLink } from "@/components/ui/button";
import { delimiters } from "@/lib/import/form";
import type { CheckPage } from "./check-step";
import classes from "./import.module.css";
import { ReadingFields } from "./reading-fields";
import { StepForm } from "./step-form";

/** The control of the setting that settles a refusal; where it is a whole step, the way there. */
export function Settle({ page, setting }: { page: CheckPage; setting: string | null }) {
  const t = useTranslations("importing");
  const { id, revision, mapping, sheets } = page;
  if (setting === "createMissing" || setting === null)
    return (
      <p className={classes.settle}>
        <ButtonLink href={`/import/${id}?step=values` as Route}>{t("toValues")}</ButtonLink>{" "}
        <ButtonLink href={`/import/${id}?step=columns` as Route}>{t("toColumns")}</ButtonLink>
      </p>
    );
  return (
    <div className={classes.settle}>
      <StepForm id={id} revision={revision} step="check" go={t("checkAgain")} shows>
        {setting === "format.dateFormat" && <ReadingFields mapping={mapping} parts={["dateFormat"]} />}
        {setting === "format.decimal" && <ReadingFields mapping={mapping} parts={["decimal"]} />}
        {setting === "format.delimiter" && (
          <Field label={t("delimiter")}>
            {(control) => (
              <NativeSelect {...control} name="delimiter" defaultValue="">
                <option value="">{t("detected", { value: "" })}</option>
                {Object.keys(delimiters).map((name) => (
                  <option key={name} value={name}>
                    {t(`sign.${name as "comma"}`)}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        )}
        {setting === "format.headerRow" && (
          <Field label={t("headerRow")} hint={t("headerRowHelp")}>
            {(control) => (
              <TextInput
                {...control}
                name="headerRow"
                defaultValue={(mapping.format.headerRow ?? [1]).join(", ")}
                autoComplete="off"
              />
            )}
          </Field>
        )}
        {setting === "--sheet" && (
          <Field label={t("sheet")}>
            {(control) => (
              <NativeSelect {...control} name="sheet" defaultValue={mapping.format.sheet ?? ""}>
                <option value="">{t("sheetNone")}</option>
                {sheets.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        )}
      </StepForm>
    </div>
  );
}
