import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { HandlingMark } from "@/components/ui/handling-mark";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusMark } from "@/components/ui/status-mark";
import { formatInstant } from "@/lib/i18n/format";
import type { ReportPage } from "@/lib/reports/types";
import { useActorName } from "./actor-name";
import { KeepTemplate } from "./keep-template";
import classes from "./report-view.module.css";

/**
 * The page of one report: where it stands, what a reviewer asked for, what it says, and its trail.
 * @param amended whether the viewer has just submitted a new version; @param parts of the page that other features draw
 */
export function ReportView({
  page,
  timeZone,
  amended,
  parts,
}: {
  page: ReportPage;
  timeZone: string;
  amended: boolean;
  parts: ReactNode;
}) {
  const t = useTranslations("reports.view");
  const actorName = useActorName();
  const { report, reference, returned } = page;
  const amend = `/reports/new?amends=${report.id}` as Route;
  return (
    <div className={classes.page}>
      <nav className={classes.crumbs} aria-label={t("crumbs")} data-print="hide">
        <Link href={`/cases/${reference}` as Route} prefetch={false}>
          {t("ofCase", { reference })}
        </Link>
      </nav>
      <PageHeading
        title={t("title")}
        meta={
          <>
            <StatusMark status={report.status} />
            <HandlingMark handling={report.handling} />
          </>
        }
        actions={
          <>
            {report.mayCopy && (
              <ButtonLink href={`/reports/new?from=${report.id}` as Route} look="quiet">
                {t("copy")}
              </ButtonLink>
            )}
            {report.mayAmend && (
              <ButtonLink href={amend} look={returned ? "primary" : "default"}>
                {t("amend")}
              </ButtonLink>
            )}
          </>
        }
      />
      {amended && (
        <Notice tone="info" live title={t("amended", { version: report.latestVersion })}>
          {report.effectiveVersion === report.latestVersion
            ? t("countsNow")
            : t("waits", { version: report.effectiveVersion })}
        </Notice>
      )}
      {returned && (
        <Notice
          tone="warn"
          title={t("returned", {
            version: report.latestVersion,
            actor: actorName(returned.by),
            time: formatInstant(new Date(returned.at), timeZone),
          })}
        >
          {returned.reason}
        </Notice>
      )}
      {report.mayCopy && (
        <div className={classes.keep} data-print="hide">
          <KeepTemplate of={{ report: report.id }} />
        </div>
      )}
      {parts}
    </div>
  );
}
