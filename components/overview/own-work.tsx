import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EdtfDate } from "@/components/ui/edtf-date";
import { ReportedQuantity } from "@/components/ui/reported-quantity";
import { Section } from "@/components/ui/section";
import type { Qualifier, Unit } from "@/lib/codes";
import type { Counted } from "@/lib/i18n/format";
import { formatCounted, formatInstantDay } from "@/lib/i18n/format";
import type { Names } from "@/lib/i18n/names";
import { nameIn } from "@/lib/i18n/names";
import type { OverviewPage } from "@/lib/overview/types";
import { viewHref } from "@/lib/views/rules";
import classes from "./overview.module.css";

const mostShown = 5;

/** What came back, drafts, what waits for a reviewer, saved views: each with the way to all of it. */
export function OwnWork({ page: { mine, review, views, lines }, timeZone }: { page: OverviewPage; timeZone: string }) {
  const t = useTranslations("overview");
  const points = new Map(lines.map(({ point }) => [point.slug, point]));
  const day = (instant: Date) => formatInstantDay(instant, timeZone);
  return (
    <>
      {mine && mine.returned.total > 0 && (
        <Part title={t("returned")} counted={mine.returned} href="/reports#returned">
          {mine.returned.rows.slice(0, mostShown).map(({ reportId, at, returned, ...says }) => (
            <li key={reportId}>
              <Says {...says} href={`/reports/new?amends=${reportId}`} aside={day(at)} />
              {returned && <p className={classes.reason}>{returned.reason}</p>}
            </li>
          ))}
        </Part>
      )}
      {mine && (
        <Part
          title={t("drafts")}
          counted={{ total: mine.drafts.total, more: false }}
          href="/reports#drafts"
          none={t("noDrafts")}
        >
          {mine.drafts.rows.slice(0, mostShown).map(({ id, savedAt, date, point, reported }) => (
            <li key={id}>
              <p className={classes.says}>
                <Link href={`/reports/new?draft=${id}` as Route} prefetch={false}>
                  {[point, date, reported].filter(Boolean).join(", ") || t("untitled")}
                </Link>
                <span className={classes.aside}>{day(new Date(savedAt))}</span>
              </p>
            </li>
          ))}
        </Part>
      )}
      {mine && mine.waiting.total > 0 && (
        <Part title={t("waiting")} counted={mine.waiting} href="/reports#waiting">
          {mine.waiting.rows.slice(0, mostShown).map(({ reportId, at, ...says }) => (
            <li key={reportId}>
              <Says {...says} href={`/reports/${reportId}`} aside={day(at)} />
            </li>
          ))}
        </Part>
      )}
      {review && (
        <Part title={t("review")} counted={review} href={review.href} none={t("noReview")}>
          {review.rows.map(({ reportId, since, point, ...says }) => (
            <li key={reportId}>
              <Says
                {...says}
                point={point === null ? null : (points.get(point) ?? null)}
                href={`/cases/${says.reference}#reports`}
                aside={day(since)}
              />
            </li>
          ))}
        </Part>
      )}
      {views.length > 0 && (
        <Part title={t("views")} counted={null} href={null}>
          {views.map((view) => (
            <li key={view.id}>
              <p className={classes.says}>
                <Link href={viewHref(view) as Route} prefetch={false}>
                  {view.name}
                </Link>
                {!view.own && <span className={classes.aside}>{view.owner}</span>}
              </p>
            </li>
          ))}
        </Part>
      )}
    </>
  );
}

function Part({
  title,
  counted,
  href,
  none,
  children,
}: {
  title: string;
  counted: Counted | null;
  href: string | null;
  none?: string;
  children: ReactNode;
}) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const all =
    href !== null && counted?.total !== 0 ? (
      <Link href={href as Route} prefetch={false} aria-label={t("openNamed", { list: title })}>
        {t("open")}
      </Link>
    ) : null;
  return (
    <Section title={title} count={counted && formatCounted(counted, locale)} note={all}>
      {counted?.total === 0 ? <p className={classes.none}>{none}</p> : <ul className={classes.own}>{children}</ul>}
    </Section>
  );
}

/** What a report says, in two short lines. */
function Says({
  reference,
  edtf,
  point,
  place,
  lines,
  href,
  aside,
}: {
  reference: string;
  edtf: string | null;
  point: Names | null;
  place: string | null;
  lines: readonly {
    position: number;
    asReported: string;
    quantity: string | null;
    unit: Unit | null;
    unitAsReported: string | null;
    qualifier: Qualifier;
  }[];
  href: string;
  aside: string;
}) {
  const t = useTranslations("overview");
  const locale = useLocale();
  return (
    <>
      <p className={classes.says}>
        <Link href={href as Route} prefetch={false}>
          {point ? nameIn(point, locale) : (place ?? t("noPoint"))}, {reference}
        </Link>
        <span className={classes.aside}>{aside}</span>
      </p>
      <p className={classes.what}>
        <EdtfDate edtf={edtf} />
        {lines.map(({ position, asReported, ...quantity }) => (
          <span key={position}>
            {" "}
            {asReported} <ReportedQuantity {...quantity} />
          </span>
        ))}
      </p>
    </>
  );
}
