import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { PlainTable } from "@/components/ui/plain-table";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { Section } from "@/components/ui/section";
import { formatInstant, formatNumber } from "@/lib/i18n/format";
import { isWorking } from "@/lib/import/form";
import type { ImportsPage } from "@/lib/import/types";
import classes from "./import.module.css";
import { UploadForm } from "./upload-form";

/** One's own imports: those under way first, each to be gone on with, then what they became. @param timeZone of the reader's agency */
export function ImportsView({ page: { rows }, timeZone }: { page: ImportsPage; timeZone: string }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, locale);
  const stateOf = ({ state, step, failed, counts }: ImportsPage["rows"][number]) => {
    if (state !== "open") return t(`state.${state}`);
    if (failed) return t("failed");
    if (step === "check" && counts) return t("checked");
    return step ? t("openAt", { step: t(`step.${step}`) }) : t("state.open");
  };
  return (
    <div className={classes.page}>
      <PageHeading title={t("title")} />
      <p className={classes.lead}>{t("lead")}</p>
      <UploadForm />
      {rows.some(({ state }) => isWorking(state)) && <RefreshWhile />}
      <Section title={t("mine")} count={number(rows.length)}>
        {rows.length === 0 ? (
          <EmptyState title={t("none")} text={t("noneText")} />
        ) : (
          <PlainTable
            label={t("mine")}
            columns={[
              { key: "file", header: t("column.file") },
              { key: "state", header: t("column.state") },
              { key: "rows", header: t("column.rows"), kind: "numeric" },
              { key: "imported", header: t("column.imported"), kind: "numeric" },
              { key: "refused", header: t("column.refused"), kind: "numeric" },
              { key: "source", header: t("column.source"), kind: "small" },
              { key: "batch", header: t("column.batch"), kind: "narrow" },
              { key: "at", header: t("column.at"), kind: "narrow" },
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: {
                file: (
                  <Link href={`/import/${row.id}` as Route} prefetch={false}>
                    {row.fileName}
                  </Link>
                ),
                state: stateOf(row),
                rows: row.counts && number(row.counts.rows),
                imported: row.counts && row.batch && number(row.counts.imported + row.counts.updated),
                refused: row.counts && number(row.counts.refused),
                source: row.source,
                batch: row.batch,
                at: formatInstant(row.at, timeZone),
              },
            }))}
          />
        )}
      </Section>
    </div>
  );
}
