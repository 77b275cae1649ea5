"use client";

import { useCallback, useMemo, useReducer } from "react";
import type { FieldProblem } from "@/lib/errors";
import type { ReportValues } from "@/lib/reports/form";
import type { FormContext } from "@/lib/reports/schema";
import { problemsOf, reportSchema } from "@/lib/reports/schema";
import { changeForm, shownProblems, startForm, withoutFreshRows } from "./form-state";

/** The form's text, its mistakes as far as they may be shown, and how to change it. @param context must stay the same object */
export function useReportForm(start: ReportValues, context: FormContext) {
  const [state, dispatch] = useReducer(changeForm, start, startForm);
  const { values } = state;
  const schema = useMemo(() => reportSchema(context), [context]);
  const wrong = useMemo(() => problemsIn(schema, values), [schema, values]);
  const problems = useMemo(() => shownProblems(state, wrong), [state, wrong]);
  const leave = useCallback((path: string, text: string) => {
    if (text.trim() !== "") dispatch({ type: "left", path });
  }, []);

  /** What would be submitted now, and what forbids it. */
  const check = useCallback(() => {
    const pruned = withoutFreshRows(values);
    return { values: pruned, wrong: problemsIn(schema, pruned) };
  }, [schema, values]);

  return { state, dispatch, problems, leave, check };
}

function problemsIn(schema: ReturnType<typeof reportSchema>, values: ReportValues): FieldProblem[] {
  const read = schema.safeParse(values);
  return read.success ? [] : problemsOf(read.error);
}
