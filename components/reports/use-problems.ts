"use client";

import { useTranslations } from "next-intl";
import { useProblemText } from "@/components/forms/use-problem-text";
import type { FieldProblem } from "@/lib/errors";

type Field = Parameters<ReturnType<typeof useTranslations<"reports.field">>>[0];

/** The field that the last step of a path names, where that differs from the step. */
const fieldNames: Record<string, Field> = {
  "arrests.kind": "arrests",
  "arrests.count": "arrestsCount",
  "arrests.words": "arrestsWords",
  "source.found": "source",
};

/** The fields of a part of the route share their names with others of the form. */
const legNames: Record<string, Field> = { kind: "leg", place: "legPlace", country: "legCountry", point: "legPoint" };

/** Puts mistakes into words: what is wrong, and what the field is called in the summary ("Purity %, line 2"). */
export function useProblems() {
  const words = useProblemText();
  const field = useTranslations("reports.field");
  const row = useTranslations("reports.row");
  const section = useTranslations("reports.section");

  function fieldName(path: string): string {
    if (path === "lines" || path === "people" || path === "route") return section(path);
    if (path === "assets") return section("goods");
    const steps = path.split(".");
    const leg = steps[0] === "route" && steps[2] !== undefined ? legNames[steps[2]] : undefined;
    const own =
      leg ?? fieldNames[path] ?? (steps[0] === "assets" && steps[2] === "count" ? "goodsCount" : steps.at(-1));
    const key = (own ?? "source") as Field;
    return field.has(key) ? field(key) : path;
  }
  function label(path: string): string {
    const [list, at] = path.split(".");
    if (at === undefined) return fieldName(path);
    const values = { field: fieldName(path), row: Number(at) + 1 };
    if (list === "lines") return row("inLine", values);
    if (list === "people") return row("inPerson", values);
    if (list === "route") return row("inLeg", values);
    return list === "assets" ? row("inAsset", values) : fieldName(path);
  }
  /** The mistake with the field's name before it, where the field does not stand right above. */
  function named(problem: FieldProblem): string {
    return row("mistake", { field: fieldName(problem.path), words: words(problem) });
  }
  return { words, label, named };
}
