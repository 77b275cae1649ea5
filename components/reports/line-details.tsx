"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { purityBasisCodes } from "@/lib/codes";
import type { FieldProblem } from "@/lib/errors";
import type { LineValues } from "@/lib/reports/form";
import { CodeSelect } from "./code-field";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";

/** What only some lines need: the basis of a stated purity, and the source's own word for a unit that is none of ours. */
export function LineDetails({ row, at, problems }: { row: LineValues; at: number; problems: readonly FieldProblem[] }) {
  const { dispatch, leave } = useReport();
  const t = useTranslations("reports.field");
  const codes = useTranslations("codes");
  const path = (field: keyof LineValues) => `lines.${at}.${field}`;
  const wrong = (field: keyof LineValues) => problems.some((problem) => problem.path === path(field));
  const set = (patch: Partial<LineValues>) => dispatch({ type: "row", list: "lines", at, patch });
  const otherUnit = row.unit.id === "other" || row.unitAsReported !== "";
  const pure = row.purity.trim() !== "";
  if (!otherUnit && !pure) return null;
  return (
    <div className={classes.inline}>
      {otherUnit && (
        <div className={classes.inlineDetail}>
          <label htmlFor={idOf(path("unitAsReported"))}>{t("unitAsReported")}</label>
          <TextInput
            id={idOf(path("unitAsReported"))}
            value={row.unitAsReported}
            aria-invalid={wrong("unitAsReported") || undefined}
            onChange={(event) => set({ unitAsReported: event.currentTarget.value })}
            onBlur={(event) => leave(path("unitAsReported"), event.currentTarget.value)}
          />
        </div>
      )}
      {pure && (
        <div className={classes.inlineDetail}>
          <label htmlFor={idOf(path("purityBasis"))}>{t("purityBasis")}</label>
          <CodeSelect
            id={idOf(path("purityBasis"))}
            codes={purityBasisCodes}
            label={(code) => codes(`purityBasis.${code}`)}
            value={row.purityBasis}
            onChange={(purityBasis) => set({ purityBasis })}
            invalid={wrong("purityBasis")}
          />
        </div>
      )}
    </div>
  );
}
