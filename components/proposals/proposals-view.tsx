import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { Section } from "@/components/ui/section";
import { formatInstant } from "@/lib/i18n/format";
import type { ProposalRow, ProposalsPage } from "@/lib/proposals/types";
import { ProposalDecision } from "./proposal-decision";
import classes from "./proposals.module.css";
import { ProposedFields } from "./proposed-fields";

/** What is proposed for the lists, and what became of the last proposals. @param timeZone of the reader's agency */
export function ProposalsView({ page, timeZone }: { page: ProposalsPage; timeZone: string }) {
  const t = useTranslations("proposals");
  const { decides, open, decided } = page;
  return (
    <>
      <PageHeading title={t("title")} meta={t("waiting", { count: open.length })} />
      <p className={classes.lead}>{decides ? t("leadDecides") : t("leadOwn")}</p>
      {open.length === 0 && decided.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
      {open.map((row) => (
        <article key={row.id} className={classes.proposal} aria-labelledby={`proposal-${row.id}`}>
          <Head row={row} timeZone={timeZone} />
          {row.gone && <p className={classes.gone}>{t("gone")}</p>}
          <ProposedFields row={row} />
          <ProposalDecision id={row.id} seen={row.seen} decides={decides} mine={row.mine} />
        </article>
      ))}
      {decided.length > 0 && (
        <Section title={t("decided")}>
          {decided.map((row) => (
            <article key={row.id} className={classes.proposal} aria-labelledby={`proposal-${row.id}`}>
              <Head row={row} timeZone={timeZone} />
              <p>
                <b>{t(`state.${row.state}`)}</b>{" "}
                {row.decision && (
                  <span className={classes.who}>
                    {row.decision.by.name}, {row.decision.by.agency}, {formatInstant(row.decision.at, timeZone)}
                  </span>
                )}
              </p>
              {row.decision?.reason && <p>{t("quoted", { text: row.decision.reason })}</p>}
            </article>
          ))}
        </Section>
      )}
    </>
  );
}

function Head({ row: { id, kind, subject, by, at, reason }, timeZone }: { row: ProposalRow; timeZone: string }) {
  const t = useTranslations("proposals");
  return (
    <>
      <h3 id={`proposal-${id}`}>
        {t(`kind.${kind}`)} <code>{subject}</code>
      </h3>
      <p className={classes.who}>
        {by.name}, {by.agency}, {formatInstant(at, timeZone)}
      </p>
      {reason && <p>{t("quoted", { text: reason })}</p>}
    </>
  );
}
