"use client";

import { FieldError } from "@/components/forms/field-error";
import type { FieldProblem } from "@/lib/errors";
import { idOf } from "./report-context";
import { useProblems } from "./use-problems";

/** The mistakes of one row, under it: the field's name and what to do. */
export function RowProblems({ list, at, problems }: { list: string; at: number; problems: readonly FieldProblem[] }) {
  const { named } = useProblems();
  return problems
    .filter(({ path }) => path.startsWith(`${list}.${at}.`))
    .map((problem) => (
      <FieldError key={problem.path} id={`${idOf(problem.path)}-error`}>
        {named(problem)}
      </FieldError>
    ));
}
