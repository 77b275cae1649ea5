"use client";

import { useTranslations } from "next-intl";
import { FieldError } from "@/components/forms/field-error";
import { mostRows } from "@/lib/cases/schema";
import type { FieldProblem } from "@/lib/errors";
import { idOf } from "./report-context";
import classes from "./report-form.module.css";
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

/** Whether a list has no room for another row, or has been refused as a whole. */
export function isFull(rows: readonly unknown[], list: keyof typeof mostRows, problems: readonly FieldProblem[]) {
  return rows.length >= mostRows[list] || problems.some(({ path }) => path === list);
}

/** Why no row can be added: there are as many as a report has room for, or what is wrong with the list as a whole. */
export function RowsFull({ list, problems }: { list: keyof typeof mostRows; problems: readonly FieldProblem[] }) {
  const t = useTranslations("reports.row");
  const { words } = useProblems();
  const mistake = problems.find(({ path }) => path === list);
  if (mistake) return <FieldError id={`${idOf(list)}-error`}>{words(mistake)}</FieldError>;
  return <p className={classes.hint}>{t("full", { most: mostRows[list] })}</p>;
}
