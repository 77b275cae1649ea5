"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { TextInput } from "@/components/forms/controls";
import { RowCell } from "@/components/forms/row-cell";
import { TypeAhead } from "@/components/forms/type-ahead";
import { assetKindCodes } from "@/lib/codes";
import type { AssetValues } from "@/lib/reports/form";
import { CodeSelect, QualifierChoice } from "./code-field";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";

/** The controls of one item: an amount with its currency and the source's own conversion, or a number and a description. */
export const AssetCells = memo(function AssetCells({
  row,
  at,
  invalid,
}: {
  row: AssetValues;
  at: number;
  invalid: string;
}) {
  const { dispatch, leave, currencies } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes");
  const wrong = invalid.split(" ");
  const path = (field: keyof AssetValues) => `assets.${at}.${field}`;
  const set = (patch: Partial<AssetValues>) => dispatch({ type: "row", list: "assets", at, patch });
  const errorId = (field: keyof AssetValues) => (wrong.includes(field) ? `${idOf(path(field))}-error` : undefined);
  const words = (field: "count" | "amount" | "statedAmount" | "description", numeric: boolean) => (
    <TextInput
      id={idOf(path(field))}
      numeric={numeric}
      inputMode={numeric ? "decimal" : undefined}
      autoComplete={numeric ? "off" : undefined}
      value={row[field]}
      placeholder={field === "description" ? t("placeholder.description") : undefined}
      aria-label={field === "statedAmount" ? t("field.statedAmount") : undefined}
      aria-invalid={wrong.includes(field) || undefined}
      aria-describedby={errorId(field)}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
      onBlur={(event) => leave(path(field), event.currentTarget.value)}
    />
  );
  const currency = (field: "currency" | "statedCurrency") => (
    <TypeAhead
      id={idOf(path(field))}
      label={field === "statedCurrency" ? t("field.statedCurrency") : undefined}
      value={row[field]}
      onChange={(chosen) => set({ [field]: chosen })}
      onLeave={(typed) => leave(path(field), typed)}
      find={currencies.find}
      exact={currencies.exact}
      nothing={t("list.nothing")}
      placeholder={t("placeholder.currency")}
      invalid={wrong.includes(field)}
      describedBy={errorId(field)}
    />
  );
  return (
    <>
      <RowCell id={idOf(path("kind"))} label={t("field.kind")} span={1}>
        <CodeSelect
          id={idOf(path("kind"))}
          codes={assetKindCodes}
          label={(code) => codes(`assetKind.${code}`)}
          value={row.kind}
          onChange={(kind) => set({ kind })}
          invalid={wrong.includes("kind")}
        />
      </RowCell>
      {row.kind === "cash" ? (
        <>
          <RowCell id={idOf(path("amount"))} label={t("field.amount")} span={1}>
            {words("amount", true)}
          </RowCell>
          <RowCell id={idOf(path("currency"))} label={t("field.currency")}>
            {currency("currency")}
          </RowCell>
          <RowCell id={idOf(path("statedAmount"))} label={t("column.stated")}>
            <div className={classes.stated}>
              <QualifierChoice
                id={idOf(path("statedAbout"))}
                name={t("field.statedAbout")}
                codes={["exact", "about"]}
                value={row.statedAbout ? "about" : "exact"}
                onChange={(code) => set({ statedAbout: code === "about" })}
              />
              {words("statedAmount", true)}
              {currency("statedCurrency")}
            </div>
          </RowCell>
        </>
      ) : (
        <>
          <RowCell id={idOf(path("count"))} label={t("field.goodsCount")} span={1}>
            {words("count", true)}
          </RowCell>
          <div className={classes.description}>
            <RowCell id={idOf(path("description"))} label={t("field.description")}>
              {words("description", false)}
            </RowCell>
          </div>
        </>
      )}
    </>
  );
});
