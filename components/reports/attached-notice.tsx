"use client";

import { useTranslations } from "next-intl";
import { FieldError } from "@/components/forms/field-error";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { FieldProblem } from "@/lib/errors";
import { idOf, useReport } from "./report-context";
import { useProblems } from "./use-problems";

/** That the report goes on a case that there is, what that means, and the way back. Nothing for a new event. */
export function AttachedNotice({ attachTo, problems }: { attachTo: string | null; problems: readonly FieldProblem[] }) {
  const { dispatch } = useReport();
  const t = useTranslations("reports.attached");
  const { words } = useProblems();
  if (attachTo === null) return null;
  const problem = problems.find(({ path }) => path === "attachTo");
  return (
    <div id={idOf("attachTo")} tabIndex={-1}>
      <Notice
        tone={problem ? "error" : "info"}
        live
        title={t("title", { reference: attachTo })}
        actions={
          <>
            <Button onClick={() => dispatch({ type: "set", patch: { attachTo: null } })}>{t("back")}</Button>
            <a href={`/cases/${attachTo}`} target="_blank" rel="noopener">
              {t("open")}
            </a>
          </>
        }
      >
        {t("text")}
        {problem && <FieldError>{words(problem)}</FieldError>}
      </Notice>
    </div>
  );
}
