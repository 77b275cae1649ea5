import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EdtfDate } from "@/components/ui/edtf-date";
import { PageHeading } from "@/components/ui/page-heading";
import { ReportedQuantity } from "@/components/ui/reported-quantity";
import { Section } from "@/components/ui/section";
import type { Counted } from "@/lib/i18n/format";
import { formatCounted, formatInstant, formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { DraftSummary } from "@/lib/reports/form";
import type { MyReport, MyReports } from "@/lib/reports/own";
import { DiscardDraft } from "./discard-draft";
import { KeepTemplate } from "./keep-template";
import classes from "./my-reports.module.css";
import { OwnTemplate } from "./own-templates";

/** What came back, then drafts, then what waits: what asks for something first. @param timeZone of the reader's agency */
export function MyReportsView({ mine, timeZone }: { mine: MyReports; timeZone: string }) {
  const t = useTranslations("reports.mine");
  const { returned, drafts, waiting, templates } = mine;
  return (
    <div className={classes.page}>
      <div className={classes.heading}>
        <PageHeading title={t("title")} />
      </div>
      <Part id="returned" {...returned} shown={returned.rows.length}>
        {returned.rows.map((report) => (
          <Returned key={report.reportId} report={report} timeZone={timeZone} />
        ))}
      </Part>
      <Part id="drafts" total={drafts.total} shown={drafts.rows.length}>
        {drafts.rows.map((draft) => (
          <Draft key={draft.id} draft={draft} timeZone={timeZone} />
        ))}
      </Part>
      <Part id="waiting" {...waiting} shown={waiting.rows.length}>
        {waiting.rows.map((report) => (
          <li key={report.reportId} className={classes.row}>
            <Says report={report} />
            <div className={classes.foot}>
              <span className={classes.aside}>{t("since", { time: formatInstant(report.at, timeZone) })}</span>
              <ButtonLink
                href={`/reports/new?from=${report.reportId}` as Route}
                look="link"
                aria-label={t("copyNamed", { reference: report.reference })}
              >
                {t("copy")}
              </ButtonLink>
            </div>
          </li>
        ))}
      </Part>
      <Part id="templates" total={templates.length} shown={templates.length}>
        {templates.map((template) => (
          <OwnTemplate key={`${template.id} ${template.name} ${template.shared}`} template={template} />
        ))}
      </Part>
    </div>
  );
}

function Part({
  id,
  total,
  more = false,
  shown,
  children,
}: Pick<Counted, "total"> &
  Partial<Counted> & {
    id: "returned" | "drafts" | "waiting" | "templates";
    shown: number;
    children: ReactNode;
  }) {
  const t = useTranslations("reports.mine");
  const locale = useLocale();
  const note = shown < total ? t("newest", { shown: formatNumber(shown, locale) }) : null;
  return (
    <Section id={id} title={t(`part.${id}`)} count={formatCounted({ total, more }, locale)} note={note}>
      {total === 0 ? <p className={classes.none}>{t(`none.${id}`)}</p> : <ul>{children}</ul>}
    </Section>
  );
}

/** What a report says, in a line: its case, when, where, the lines as reported. */
function Says({ report }: { report: MyReport }) {
  const t = useTranslations("reports.mine");
  const locale = useLocale();
  const { reportId, reference, edtf, point, place, lines, source, version, amendment } = report;
  return (
    <>
      <p className={classes.says}>
        <Link href={`/cases/${reference}#reports` as Route} prefetch={false} className={classes.reference}>
          {reference}
        </Link>
        {amendment ? (
          <Badge tone="warn">{t("amendment", { version })}</Badge>
        ) : (
          version > 1 && <Badge>{t("version", { version })}</Badge>
        )}
        <EdtfDate edtf={edtf} />
        <span>{point ? nameIn(point, locale) : (place ?? t("noPoint"))}</span>
        {lines.map(({ position, asReported, ...quantity }) => (
          <span key={position}>
            {asReported} <ReportedQuantity {...quantity} />
          </span>
        ))}
      </p>
      <p className={classes.aside}>
        <Link href={`/reports/${reportId}` as Route} prefetch={false}>
          {source}
        </Link>
      </p>
    </>
  );
}

/** What came back: who wants what put right, and the way to it. */
function Returned({ report, timeZone }: { report: MyReport; timeZone: string }) {
  const t = useTranslations("reports.mine");
  const codes = useTranslations("codes");
  const { returned, at } = report;
  const by = returned?.by.builtIn ? codes(`userRole.${returned.by.builtIn}`) : (returned?.by.name ?? "");
  return (
    <li className={classes.row}>
      <Says report={report} />
      {returned && <blockquote className={classes.reason}>{returned.reason}</blockquote>}
      <div className={classes.foot}>
        <span className={classes.aside}>{t("by", { by, time: formatInstant(at, timeZone) })}</span>
        <ButtonLink
          href={`/reports/new?amends=${report.reportId}` as Route}
          look="link"
          aria-label={t("amendNamed", { reference: report.reference })}
        >
          {t("amend")}
        </ButtonLink>
      </div>
    </li>
  );
}

function Draft({ draft: { id, savedAt, date, point, reported }, timeZone }: { draft: DraftSummary; timeZone: string }) {
  const t = useTranslations("reports.mine");
  const name = [point, date, reported].filter(Boolean).join(", ") || t("untitled");
  return (
    <li className={classes.row}>
      <p className={classes.says}>
        <Link href={`/reports/new?draft=${id}` as Route} prefetch={false} className={classes.reference}>
          {name}
        </Link>
      </p>
      <div className={classes.foot}>
        <span className={classes.aside}>{t("saved", { time: formatInstant(new Date(savedAt), timeZone) })}</span>
        <ButtonLink href={`/reports/new?draft=${id}` as Route} look="link">
          {t("resume")}
        </ButtonLink>
        <KeepTemplate of={{ draft: id }} label={t("templateNamed", { name })} />
        <DiscardDraft id={id} name={name} />
      </div>
    </li>
  );
}
