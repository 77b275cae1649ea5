import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { DocumentedMark } from "@/components/ui/documented-mark";
import { EdtfDate } from "@/components/ui/edtf-date";
import { GradeBadge } from "@/components/ui/grade-badge";
import { HandlingMark } from "@/components/ui/handling-mark";
import { NotStated } from "@/components/ui/not-stated";
import { reportedLine } from "@/components/ui/reported-line";
import { ReportedQuantity } from "@/components/ui/reported-quantity";
import { Section } from "@/components/ui/section";
import { StatusMark } from "@/components/ui/status-mark";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { CaseRow } from "@/lib/cases/types";
import { nameIn } from "@/lib/i18n/names";
import classes from "./overview.module.css";

/** The cases that were logged last. */
export function NewestCases({ rows }: { rows: readonly CaseRow[] }) {
  const t = useTranslations("overview.newest");
  if (rows.length === 0) return null;
  const all = (
    <Link href="/cases?sort=-logged" prefetch={false}>
      {t("all")}
    </Link>
  );
  return (
    <Section title={t("title")} note={all}>
      <ul className={classes.newest}>
        {rows.map((row) => (
          <Newest key={row.reference} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function Newest({ row }: { row: CaseRow }) {
  const t = useTranslations("overview.newest");
  const locale = useLocale();
  return (
    <li>
      <span className={classes.reference}>
        <Link href={`/cases/${row.reference}` as Route} prefetch={false}>
          {row.reference}
        </Link>
        {row.documented && <DocumentedMark />}
      </span>
      <span className={classes.date}>
        <EdtfDate edtf={row.edtf} />
      </span>
      <span className={classes.point}>{row.point ? nameIn(row.point, locale) : t("noPoint")}</span>
      <span className={classes.lines}>
        {row.lines.length === 0 && <NotStated />}
        {row.lines.map((line, nth) => {
          const { position, series, name, title, ...quantity } = reportedLine(line, nth + 1, locale);
          return (
            <span key={position} title={title}>
              <SubstanceMark series={series} /> {name} <ReportedQuantity {...quantity} />
            </span>
          );
        })}
      </span>
      <span className={classes.marks}>
        <GradeBadge reliability={row.reliability} credibility={row.credibility} />
        <HandlingMark handling={row.handling} />
        <StatusMark status={row.status} />
      </span>
    </li>
  );
}
