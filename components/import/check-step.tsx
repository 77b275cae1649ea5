import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/i18n/format";
import type { ImportPage } from "@/lib/import/types";
import { ActButton } from "./act-button";
import { Adds } from "./adds";
import { CheckRows } from "./check-rows";
import { Effect } from "./effect";
import classes from "./import.module.css";
import { Outcome } from "./outcome";
import { ReadAs } from "./read-as";
import { ReadingFields } from "./reading-fields";
import { Refusals } from "./refusals";
import { StepForm } from "./step-form";

/** Refusals of a file that has been read to its end. */
const ofRows: ReadonlySet<string> = new Set(["rows-all-refused", "create-forbidden"]);

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
  const refused = result.refusals.length > 0;
  // A file whose rows were all looked at, and refused one by one, is told of row by row; one that could not be read as a whole is not.
  const rowsTold = result.refusals.every((refusal) => ofRows.has(refusal.code));
  return (
    <div className={classes.check}>
      {stale && !refused && <Notice tone="warn" title={t("stale")} />}
      <Refusals page={page} />
      <Section title={t("dryRun")} note={t("nothingWritten")}>
        <Outcome counts={result} gone={result.gone} />
        {!refused && <ReadAs mapping={mapping} detected={result.detected} />}
        {!refused && <Adds check={check} />}
        {!refused && mapping.record === "case" && (
          <p className={classes.quiet}>
            {t("willBe", {
              handling: codes(`handling.${mapping.handling}`),
              status: codes(`status.${mapping.status}`),
            })}
          </p>
        )}
      </Section>
      {!refused && effect && <Effect page={page} effect={effect} />}
      {rowsTold && <CheckRows page={page} show={show} code={code} />}
      {rowsTold && (
        <details className={classes.more}>
          <summary>{t("readOtherwise")}</summary>
          {/* A link to it unfolds it. */}
          <div id="reading">
            <StepForm id={id} revision={revision} step="check" go={t("checkAgain")} shows>
              <ReadingFields mapping={mapping} />
            </StepForm>
          </div>
        </details>
      )}
      <div className={classes.bar}>
        <ButtonLink href={`/import/${id}?step=values` as Route}>{t("back")}</ButtonLink>
        {writes > 0 && !refused && !stale ? (
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
