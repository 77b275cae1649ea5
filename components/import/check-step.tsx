import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/i18n/format";
import type { FileIssue, ImportPage } from "@/lib/import/types";
import { ActButton } from "./act-button";
import { CheckRows } from "./check-rows";
import { Effect } from "./effect";
import classes from "./import.module.css";
import { useIssueWords } from "./issue-words";
import { Outcome } from "./outcome";
import { ReadingFields } from "./reading-fields";
import { Settle } from "./settle";
import { StepForm } from "./step-form";

export type CheckPage = Extract<ImportPage, { kind: "check" }>;

/** What an import would do, before anything is written, and what stands in its way. */
export function CheckStep({ page, show, code }: { page: CheckPage; show: string | null; code: string | null }) {
  const t = useTranslations("importing");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const { id, revision, mapping, counts, check } = page;
  const { result, effect } = check;
  const writes = result.imported + result.updated;
  const stale = counts === null;
  return (
    <div className={classes.check}>
      {stale && <Notice tone="warn" title={t("stale")} />}
      {result.refusals.map((refusal) => (
        <Refusal key={refusal.code} page={page} refusal={refusal} />
      ))}
      <Section title={t("dryRun")} note={t("nothingWritten")}>
        <Outcome counts={result} gone={result.gone} />
      </Section>
      {result.refusals.length === 0 && (
        <>
          {effect && <Effect page={page} effect={effect} />}
          <CheckRows page={page} show={show} code={code} />
        </>
      )}
      <details className={classes.more}>
        <summary>{t("readOtherwise")}</summary>
        <StepForm id={id} revision={revision} step="check" go={t("checkAgain")} shows>
          <ReadingFields mapping={mapping} />
        </StepForm>
      </details>
      <div className={classes.bar}>
        {mapping.record === "case" && (
          <span className={classes.quiet}>
            {t("willBe", {
              handling: codes(`handling.${mapping.handling}`),
              status: codes(`status.${mapping.status}`),
            })}
          </span>
        )}
        <ButtonLink href={`/import/${id}?step=values` as Route}>{t("back")}</ButtonLink>
        {writes > 0 && result.refusals.length === 0 && !stale ? (
          <ActButton
            act="publish"
            id={id}
            revision={revision}
            look="primary"
            words={t("publish", { count: writes, number: formatNumber(writes, locale) })}
          />
        ) : (
          <Button look="primary" disabled>
            {t("nothingToImport")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Why the file as a whole is refused: which rows show it, and the setting that settles it, to be chosen here. */
function Refusal({ page, refusal }: { page: CheckPage; refusal: FileIssue }) {
  const say = useIssueWords();
  const t = useTranslations("importing");
  return (
    <Notice tone="error" filled title={say("file", refusal)}>
      {refusal.rows.length > 0 && (
        <ul className={classes.problems}>
          {refusal.rows.slice(0, 8).map((row) => (
            <li key={`${row.row} ${row.column ?? ""}`}>
              {t("rowShows", { row: row.row, column: row.column ?? "–", value: row.value ?? "" })}
            </li>
          ))}
          {refusal.rows.length > 8 && <li>{t("rowsMore", { count: refusal.rows.length - 8 })}</li>}
        </ul>
      )}
      <Settle page={page} setting={refusal.setting} />
    </Notice>
  );
}
