"use client";

import { useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { parseQuantity } from "@/lib/quantity/parse";
import type { AssetValues } from "@/lib/reports/form";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/** The rate that the source's own conversion makes, worked out beside the two amounts as they are typed: to be compared, never kept. */
export function CashRate({ row }: { row: AssetValues }) {
  const { locale } = useReport();
  const t = useTranslations("reports");
  const [amount, stated] = [parseQuantity(row.amount), parseQuantity(row.statedAmount)];
  const known = row.kind === "cash" && row.currency.id !== "" && row.statedCurrency.id !== "";
  if (!known || !amount.ok || !stated.ok || row.currency.id === row.statedCurrency.id) return null;
  const rate = (Number(amount.value) / Number(stated.value)).toPrecision(4);
  return (
    <p className={classes.hint}>
      {t("cash.rate", {
        rate: formatNumber(String(Number(rate)), locale),
        from: row.currency.id,
        to: row.statedCurrency.id,
      })}
    </p>
  );
}
