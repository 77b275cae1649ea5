"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { DecisionFailure } from "@/components/forms/decision-failure";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Said } from "@/components/ui/said";
import type { Failure } from "@/lib/errors";
import { saveImportStep } from "@/lib/import/actions";
import type { Step } from "@/lib/import/form";
import classes from "./import.module.css";

/** After the last change, in milliseconds. */
const restMs = 400;

/**
 * One step of the wizard: its controls are the children's, plain ones with names. What is chosen is saved as it is chosen, so that it is
 * there when somebody comes back; the button goes on. @param shows whether the page shows anew what follows from a choice
 */
export function StepForm({
  id,
  revision,
  step,
  go,
  shows = false,
  back,
  children,
}: {
  id: string;
  revision: number;
  step: Step;
  go: string;
  shows?: boolean;
  back?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("importing.save");
  const problemText = useProblemText();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const newest = useRef(revision);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const [state, setState] = useState<"" | "saving" | "saved">("");
  const [failure, setFailure] = useState<Failure | null>(null);
  newest.current = Math.max(newest.current, revision);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** One after another: each save names the revision that the one before it made. */
  function save(onward: boolean) {
    clearTimeout(timer.current);
    running.current = running.current.then(async () => {
      if (!form.current) return;
      const entries = [...new FormData(form.current)].flatMap(([name, value]): [string, string][] =>
        typeof value === "string" ? [[name, value]] : [],
      );
      setState("saving");
      const result = await saveImportStep({ id, revision: newest.current, step, entries, go: onward }).catch(
        () => null,
      );
      if (!result?.ok) {
        setState("");
        setFailure(result ? result.error : { code: "UNAVAILABLE", fields: [] });
        return;
      }
      newest.current = result.data.revision;
      setFailure(null);
      setState("saved");
      if (onward) router.push(`/import/${id}` as Route);
      if (onward || shows) router.refresh();
    });
  }

  function changed() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(false), restMs);
  }

  return (
    <form
      ref={form}
      className={classes.step}
      onChange={changed}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save(true);
      }}
      noValidate
    >
      {failure && (
        <Said of={failure}>
          {failure.code === "INVALID" && failure.fields.length > 0 ? (
            <Notice tone="error" live title={t("wrong")}>
              <ul className={classes.problems}>
                {failure.fields.map((problem) => (
                  <li key={`${problem.path} ${problem.message}`}>{problemText(problem)}</li>
                ))}
              </ul>
            </Notice>
          ) : (
            <DecisionFailure failure={failure} conflict={t("conflict")} />
          )}
        </Said>
      )}
      {children}
      <div className={classes.bar}>
        <span className={classes.quiet} role="status">
          {state === "" ? "" : t(state)}
        </span>
        {back}
        <Button look="primary" type="submit">
          {go}
        </Button>
      </div>
    </form>
  );
}
