"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { Said } from "@/components/ui/said";
import type { FieldProblem } from "@/lib/errors";
import { DecisionFailure } from "./decision-failure";
import { useProblemText } from "./use-problem-text";
import type { Written } from "./use-write";

/**
 * What came of a form's write, with the focus on it: done, in the words given; refused, with everything that is wrong where no field shows
 * it; somebody else was faster. @param shown paths of the mistakes that stand at their own fields
 */
export function WriteOutcome({
  written,
  done,
  conflict,
  shown = [],
}: {
  written: Written;
  done: string;
  conflict: string;
  shown?: readonly string[];
}) {
  const t = useTranslations("common");
  const words = useProblemText();
  if (written === null) return null;
  return (
    <Said of={written}>
      {written === "done" ? (
        <Notice tone="info" live>
          {done}
        </Notice>
      ) : written.code === "INVALID" ? (
        <Notice tone="error" title={t("notSaved")} live>
          <Elsewhere problems={written.fields.filter(({ path }) => !shown.includes(path))} words={words} />
        </Notice>
      ) : (
        <DecisionFailure failure={written} conflict={conflict} />
      )}
    </Said>
  );
}

function Elsewhere({
  problems,
  words,
}: {
  problems: readonly FieldProblem[];
  words: (problem: FieldProblem) => string;
}) {
  const t = useTranslations("common");
  if (problems.length === 0) return t("seeFields");
  return (
    <ul>
      {problems.map((problem) => (
        <li key={`${problem.path} ${problem.message}`}>{words(problem)}</li>
      ))}
    </ul>
  );
}
