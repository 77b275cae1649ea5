import { useTranslations } from "next-intl";
import { Pager } from "@/components/data-table/pager";
import { ProblemList } from "@/components/filters/problem-list";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import type { AuditFilter, AuditPage } from "@/lib/audit/types";
import classes from "./audit.module.css";
import { AuditEntries } from "./audit-entries";
import { AuditFilterForm } from "./audit-filter-form";

/** The address of the log with a filter, and where it goes on. */
function addressOf(path: string, filter: AuditFilter, at: Record<string, string> = {}): string {
  const query = new URLSearchParams(at);
  for (const [key, value] of Object.entries(filter)) if (value !== null) query.set(key, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** The log: what is asked for, the events, and the way to older and newer ones. @param timeZone of the reader's agency */
export function AuditView({ data, timeZone }: { data: AuditPage; timeZone: string }) {
  const t = useTranslations("audit");
  const { filter, entries, older, newer, problems } = data;
  return (
    <div className={classes.page}>
      <PageHeading
        title={t("title")}
        actions={
          <ButtonLink href={addressOf("/api/audit", filter)} download>
            {t("export")}
          </ButtonLink>
        }
      />
      <p className={classes.lead}>{t("lead", { zone: timeZone })}</p>
      <ProblemList problems={problems} />
      <AuditFilterForm data={data} />
      {entries.length === 0 ? (
        <EmptyState title={t("none")} text={t("noneText")} />
      ) : (
        <AuditEntries entries={entries} timeZone={timeZone} />
      )}
      <Pager
        previous={newer && addressOf("/audit", filter, { after: newer })}
        next={older && addressOf("/audit", filter, { before: older })}
      >
        {t("shown", { count: entries.length })}
      </Pager>
    </div>
  );
}
