import type { Route } from "next";
import { useTranslations } from "next-intl";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { ButtonLink } from "@/components/ui/button";
import { delimiters } from "@/lib/import/form";
import type { FileIssue } from "@/lib/import/types";
import type { CheckPage } from "./check-step";
import classes from "./import.module.css";
import { ReadingFields } from "./reading-fields";

/** Settings that have a control here. */
const controls: ReadonlySet<string | null> = new Set([
  "format.dateFormat",
  "format.decimal",
  "format.delimiter",
  "format.headerRow",
  "--sheet",
]);
export const settled = (setting: string | null): boolean => controls.has(setting);

/** The control of the setting that settles a refusal; where it is a whole step, the way there. */
export function Settle({ page, refusal: { code, setting } }: { page: CheckPage; refusal: FileIssue }) {
  const t = useTranslations("importing");
  const { id, mapping, sheets } = page;
  if (code === "table-empty")
    return (
      <p className={classes.settle}>
        <ButtonLink href={`/import/${id}?step=table` as Route}>{t("toTable")}</ButtonLink>{" "}
        <ButtonLink href={"/import" as Route}>{t("another")}</ButtonLink>
      </p>
    );
  if (!settled(setting))
    return (
      <p className={classes.settle}>
        <ButtonLink href={`/import/${id}?step=values` as Route}>{t("toValues")}</ButtonLink>{" "}
        <ButtonLink href={`/import/${id}?step=columns` as Route}>{t("toColumns")}</ButtonLink>
      </p>
    );
  return (
    <div className={classes.settle}>
      {setting === "format.dateFormat" && <ReadingFields mapping={mapping} parts={["dateFormat"]} />}
      {setting === "format.decimal" && <ReadingFields mapping={mapping} parts={["decimal"]} />}
      {setting === "format.delimiter" && (
        <Field label={t("delimiter")}>
          {(control) => (
            <NativeSelect {...control} name="delimiter" defaultValue="">
              <option value="">{t("detected", { value: "none" })}</option>
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
      {setting === "format.headerRow" && (
        <ButtonLink href={`/import/${id}?step=columns` as Route}>{t("toColumns")}</ButtonLink>
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
    </div>
  );
}
