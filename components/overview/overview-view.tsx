import { IconBook2, IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { formatInstant } from "@/lib/i18n/format";
import type { OverviewPage } from "@/lib/overview/types";
import { NewestCases } from "./newest-cases";
import classes from "./overview.module.css";
import { OwnWork } from "./own-work";
import { PointFigures } from "./point-figures";

/** The start page: this month at every transit point, the newest cases, and beside them what the reader has in hand. */
export function OverviewView({ page, timeZone, mayLog }: { page: OverviewPage; timeZone: string; mayLog: boolean }) {
  const t = useTranslations("overview");
  const { now, daysInMonth, asOf, empty } = page;
  const [month, day] = [now.to.slice(0, 7), Number(now.to.slice(8))];
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <PageHeading
          title={t("soFar", { month })}
          meta={t("dayOf", { day, days: daysInMonth, instant: formatInstant(asOf, timeZone) })}
        />
        {empty ? <NothingYet mayLog={mayLog} /> : <PointFigures page={page} />}
        <NewestCases rows={page.newest} />
      </div>
      <aside className={classes.side} aria-label={t("own")}>
        <OwnWork page={page} timeZone={timeZone} />
      </aside>
    </div>
  );
}

/** A register without a case: what to do first. */
function NothingYet({ mayLog }: { mayLog: boolean }) {
  const t = useTranslations("overview.empty");
  const log = {
    key: "log",
    icon: <IconPlus size={20} stroke={1.75} />,
    title: t("log"),
    text: t("logText"),
    action: (
      <ButtonLink href="/reports/new" look="primary">
        {t("logAction")}
      </ButtonLink>
    ),
  };
  const coverage = {
    key: "coverage",
    icon: <IconBook2 size={20} stroke={1.75} />,
    title: t("coverage"),
    text: t("coverageText"),
    action: <ButtonLink href="/reference/coverage">{t("coverageAction")}</ButtonLink>,
  };
  return <EmptyState title={t("title")} text={t("text")} ways={mayLog ? [log, coverage] : [coverage]} />;
}
