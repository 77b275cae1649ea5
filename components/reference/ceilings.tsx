"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import type { FieldProblem } from "@/lib/errors";
import classes from "./reference.module.css";

/** Kinds of quantity that a ceiling is set for: every weight in kg, every volume in l, and the counts that seizures are stated in. */
const offered = ["kg", "l", "tablet", "capsule", "plant"] as const;

/** What no single seizure of a substance is expected to exceed, by unit: the form of a report asks about more than that. */
export function Ceilings({
  value,
  problems,
  onChange,
}: {
  value: Readonly<Record<string, string>>;
  problems: readonly FieldProblem[];
  onChange: (value: Record<string, string>) => void;
}) {
  const t = useTranslations("reference.substanceForm");
  const units = useTranslations("codes");
  const words = useProblemText();
  const mistakes = problems.filter(({ path }) => path.startsWith("ceilings."));
  // A unit that somebody set past the form stays where it is.
  const shown = [...offered, ...Object.keys(value).filter((unit) => !offered.some((one) => one === unit))];
  const set = (unit: string, text: string) => {
    const { [unit]: _, ...others } = value;
    onChange(text.trim() === "" ? others : { ...others, [unit]: text });
  };
  return (
    <Field
      label={t("field.ceilings")}
      hint={t("hint.ceilings")}
      error={mistakes.length > 0 ? mistakes.map(words).join(" ") : undefined}
      optional
    >
      {({ id, ...control }) => (
        <div className={classes.ceilings}>
          {shown.map((unit, at) => {
            const key = `unit.${unit}` as Parameters<typeof units>[0];
            return (
              <span key={unit} className={classes.ceiling}>
                <TextInput
                  {...control}
                  id={at === 0 ? id : `${id}-${unit}`}
                  numeric
                  inputMode="decimal"
                  aria-invalid={mistakes.some(({ path }) => path === `ceilings.${unit}`) || undefined}
                  value={value[unit] ?? ""}
                  onChange={(event) => set(unit, event.currentTarget.value)}
                />
                <label htmlFor={at === 0 ? id : `${id}-${unit}`}>{units.has(key) ? units(key) : unit}</label>
              </span>
            );
          })}
        </div>
      )}
    </Field>
  );
}
