import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { delimiters } from "@/lib/import/form";
import type { DraftMapping } from "@/lib/import/schema";
import type { Detected } from "@/lib/import/types";
import classes from "./import.module.css";

/** How the file was understood, in one line: what was found out, and what was said. */
export function ReadAs({ mapping: { format }, detected }: { mapping: DraftMapping; detected: Detected | null }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  if (!detected) return null;
  const { sheet, encoding, delimiter, headerRow, decimal, dateOrder } = detected;
  const signs: Record<string, string> = delimiters;
  const sign = Object.keys(signs).find((name) => signs[name] === delimiter);
  const parts = [
    sheet !== null && t("read.sheet", { value: sheet }),
    encoding?.toUpperCase(),
    delimiter !== null && (sign ? t(`sign.${sign as "comma"}`) : delimiter),
    t("read.header", { value: (format.headerRow ?? [headerRow]).map((row) => formatNumber(row, locale)).join(", ") }),
    decimal !== null && (decimal === "," ? t("read.decimalComma") : t("read.decimalPoint")),
    format.dateFormat !== undefined
      ? t("read.format", { value: format.dateFormat })
      : dateOrder !== null && t(`read.${dateOrder as "day-first"}`),
    format.datePrecision === "month" && t("read.month"),
    format.fiscalYearStart !== undefined && t("read.fiscal", { value: format.fiscalYearStart }),
  ].filter((part): part is string => typeof part === "string");
  return <p className={classes.quiet}>{t("readAs", { parts: parts.join(" · ") })}</p>;
}
