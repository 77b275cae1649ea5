import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { PageHeading } from "@/components/ui/page-heading";
import { PlainTable } from "@/components/ui/plain-table";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { Section } from "@/components/ui/section";
import type { SetsPage } from "@/lib/conversions/types";
import { formatInstant, formatInstantDay, formatNumber } from "@/lib/i18n/format";
import classes from "./conversions.module.css";
import { WeighingState } from "./weighing-state";

/** The sets of conversion factors, which of them counts, and when each did. @param timeZone of the reader's agency */
export function SetsView({ page: { sets, switches }, timeZone }: { page: SetsPage; timeZone: string }) {
  const t = useTranslations("conversions");
  const locale = useLocale();
  const busy = sets.some(({ weighing }) => !weighing.ready) || switches.some(({ doneAt }) => doneAt === null);
  return (
    <>
      <PageHeading title={t("title")} meta={t("count", { count: sets.length })} />
      <p className={classes.lead}>{t("lead")}</p>
      {busy && <RefreshWhile />}
      <div className={classes.parts}>
        <PlainTable
          label={t("title")}
          columns={[
            { key: "name", header: t("name") },
            { key: "state", header: t("state") },
            { key: "made", header: t("made"), kind: "narrow" },
            { key: "by", header: t("by") },
            { key: "basis", header: t("basis") },
            { key: "factors", header: t("factors"), kind: "numeric" },
            { key: "note", header: t("note"), kind: "small" },
          ]}
          rows={sets.map((set) => ({
            key: set.slug,
            cells: {
              name: (
                <>
                  <Link href={`/reference/conversion-sets/${set.slug}` as Route} prefetch={false}>
                    {set.name}
                  </Link>
                  <span className={classes.slug}>{set.slug}</span>
                </>
              ),
              state: set.current ? <Badge>{t("current")}</Badge> : <WeighingState weighing={set.weighing} />,
              made: formatInstantDay(set.createdAt, timeZone),
              by: set.createdBy ?? t("shipped"),
              basis: set.basedOn?.name,
              factors: formatNumber(set.factors, locale),
              note: set.note ?? set.source,
            },
          }))}
        />
        {switches.length > 0 && (
          <Section title={t("switches")}>
            <PlainTable
              label={t("switches")}
              columns={[
                { key: "set", header: t("counts") },
                { key: "from", header: t("insteadOf") },
                { key: "at", header: t("since"), kind: "narrow" },
                { key: "by", header: t("by") },
                { key: "cases", header: t("changedCases"), kind: "numeric" },
                { key: "reason", header: t("reason"), kind: "small" },
              ]}
              rows={switches.map((one) => ({
                key: one.at.toISOString(),
                cells: {
                  set: one.set,
                  from: one.from,
                  at: one.doneAt ? formatInstant(one.doneAt, timeZone) : t("underWay"),
                  by: one.by,
                  cases: one.cases === null ? null : formatNumber(one.cases, locale),
                  reason: one.reason,
                },
              }))}
            />
          </Section>
        )}
      </div>
    </>
  );
}
