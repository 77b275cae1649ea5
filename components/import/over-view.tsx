import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { formatInstant, formatNumber } from "@/lib/i18n/format";
import type { ImportPage, UndoResult } from "@/lib/import/types";
import { ActButton } from "./act-button";
import classes from "./import.module.css";
import { Outcome } from "./outcome";

type Page = Extract<ImportPage, { kind: "over" }>;

/** What an import did, the way to its cases, and the way back. @param timeZone of the reader's agency */
export function OverView({ page, timeZone }: { page: Page; timeZone: string }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const { id, batch, source, undone, undo, at, counts, gone, mapping, refusedFile } = page;
  const cases = mapping.record === "case";
  return (
    <div className={classes.check}>
      <Notice tone="info" title={undone ? t("wasUndone") : t("wasImported")}>
        {undone &&
          undo &&
          t("undoneCounts", { withdrawn: undo.withdrawn, restored: undo.restored, left: undo.left.length })}
      </Notice>
      {undo && undo.left.length > 0 && <Left left={undo.left} />}
      <Section title={t("result")}>
        {counts && <Outcome counts={counts} gone={gone} done />}
        <DefinitionList
          termWidth={140}
          items={[
            { term: t("column.batch"), value: <code>{batch}</code> },
            { term: t("column.source"), value: source },
            { term: t("column.at"), value: formatInstant(at, timeZone) },
          ]}
        />
      </Section>
      {!undone && counts && counts.refused > 0 && (
        <p className={classes.quiet}>
          {t("mendAfter", { count: counts.refused, number: formatNumber(counts.refused, locale) })}
        </p>
      )}
      <div className={classes.bar}>
        {refusedFile && <a href={`/api/import/${id}?rows=refused`}>{t("takeRefused")}</a>}
        <ButtonLink href={"/import" as Route}>{t("another")}</ButtonLink>
        {!undone && <ActButton act="undo" id={id} words={t("undo")} look="danger" />}
        {!undone && cases && <ButtonLink href={`/trends?batch=${batch}` as Route}>{t("seeTrends")}</ButtonLink>}
        {!undone && (
          <ButtonLink look="primary" href={(cases ? `/cases?batch=${batch}` : "/indicators") as Route}>
            {cases ? t("seeCases") : t("seeIndicators")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

/** Cases that somebody changed since: they stay. */
function Left({ left }: { left: UndoResult["left"] }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  return (
    <Section title={t("left")} count={formatNumber(left.length, locale)} note={t("leftHelp")}>
      <ul className={classes.groups}>
        {left.slice(0, 200).map(({ reference, reason }) => (
          <li key={reference}>
            <Link href={`/cases/${reference}` as Route} prefetch={false}>
              {reference}
            </Link>{" "}
            {t(`leftBecause.${reason as "amended"}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
