import { useTranslations } from "next-intl";
import { TextArea, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import type { FieldProblem } from "@/lib/errors";

type Options = { hint?: string; lang?: string; optional?: boolean; long?: boolean; placeholder?: string };

/** The words of what is wrong at a field. */
export function useErrorAt(problems: readonly FieldProblem[]) {
  const words = useProblemText();
  return (path: string) => {
    const problem = problems.find((one) => one.path === path);
    return problem && words(problem);
  };
}

/**
 * Fields of text over one object of values, labelled by `indicators.form.field`.
 * @param set takes what changes
 */
export function useTextFields<V extends object>(
  values: V,
  set: (patch: Partial<V>) => void,
  problems: readonly FieldProblem[],
) {
  const t = useTranslations("indicators.form.field");
  const errorAt = useErrorAt(problems);
  return (field: keyof V & Parameters<typeof t>[0], { hint, lang, optional, long, placeholder }: Options = {}) => {
    const Control = long ? TextArea : TextInput;
    const held = values[field];
    const name: Parameters<typeof t>[0] = field;
    return (
      <Field label={t(name)} error={errorAt(field)} hint={hint} optional={optional}>
        {(control) => (
          <Control
            {...control}
            lang={lang}
            value={typeof held === "string" ? held : ""}
            placeholder={placeholder}
            autoComplete="off"
            {...(long && { rows: 2 })}
            onChange={(event) => set({ [field]: event.currentTarget.value } as Partial<V>)}
          />
        )}
      </Field>
    );
  };
}
