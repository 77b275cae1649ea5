import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { CasesCounts } from "@/lib/cases/types";
import { formatNumber } from "@/lib/i18n/format";
import classes from "./counted.module.css";

/** A part of the page that needs the counts: drawn when they are there, or saying that they failed, beside a list that stands. */
export function counted(counts: Promise<CasesCounts>, draw: (counts: CasesCounts) => ReactNode): Promise<ReactNode> {
  return counts.then(draw, () => <Uncounted />);
}

function Uncounted() {
  const t = useTranslations("cases");
  return (
    <div className={classes.failed}>
      <Notice tone="warn" title={t("uncounted")}>
        {t("uncountedText")}
      </Notice>
    </div>
  );
}

/** The place of the filter panel while its numbers are counted. */
export function PanelSkeleton() {
  const t = useTranslations("cases");
  return (
    <div className={classes.panel}>
      <SkeletonRows rows={16} columns="1fr 28px" label={t("counting")} />
    </div>
  );
}

/** The place of the total while it is counted. */
export function SummarySkeleton() {
  const t = useTranslations("cases");
  return (
    <p className={classes.summary} role="status">
      {t("counting")}
    </p>
  );
}

/** Which rows are shown, of how many. */
export function RowsShown({ first, last, total }: { first: number; last: number; total: number | null }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const number = (n: number) => formatNumber(n, locale);
  const place = { first: number(first), last: number(last) };
  return <span>{total === null ? t("rowsUncounted", place) : t("rows", { ...place, total: number(total) })}</span>;
}
