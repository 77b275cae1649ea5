"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { TextArea } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { Notice } from "@/components/ui/notice";
import type { FieldProblem } from "@/lib/errors";
import { formatInstant } from "@/lib/i18n/format";
import type { ReportValues } from "@/lib/reports/form";
import type { FormAmendment } from "@/lib/reports/types";
import { maxReason } from "@/lib/reports/types";
import { useActorName } from "./actor-name";
import { FormSection } from "./form-section";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";
import { useProblems } from "./use-problems";

/** Above an amending form: which report it is, what a reviewer asked for, and what becomes of the version that stands. */
export function AmendHead({ amends, base }: { amends: FormAmendment; base: number }) {
  const { timeZone } = useReport();
  const t = useTranslations("reports.amend");
  const actorName = useActorName();
  const { reference, title, returned, verifiedVersion } = amends;
  return (
    <>
      <p className={classes.aside}>
        {t.rich("of", {
          title: () => <cite>{title}</cite>,
          case: () => <Link href={`/cases/${reference}` as Route}>{reference}</Link>,
        })}{" "}
        {verifiedVersion === null ? t("version", { base }) : t("verified", { base: verifiedVersion })}
      </p>
      {returned && (
        <Notice
          tone="warn"
          title={t("returned", { actor: actorName(returned.by), time: formatInstant(new Date(returned.at), timeZone) })}
        >
          {returned.reason}
        </Notice>
      )}
    </>
  );
}

/** Why the report changes: others read it in the history. */
export function AmendReason({
  amends,
  problems,
}: {
  amends: NonNullable<ReportValues["amends"]>;
  problems: readonly FieldProblem[];
}) {
  const { dispatch, leave } = useReport();
  const t = useTranslations("reports");
  const { words } = useProblems();
  const mistake = problems.find(({ path }) => path === "amends.reason");
  return (
    <FormSection title={t("amend.why")}>
      <Field
        label={t("field.reason")}
        id={idOf("amends.reason")}
        hint={t("amend.reasonHelp")}
        error={mistake && words(mistake)}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={maxReason}
            value={amends.reason}
            onChange={(event) =>
              dispatch({ type: "set", patch: { amends: { ...amends, reason: event.currentTarget.value } } })
            }
            onBlur={(event) => leave("amends.reason", event.currentTarget.value)}
          />
        )}
      </Field>
    </FormSection>
  );
}
