"use client";

import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import type { TypeAheadOption } from "@/components/forms/type-ahead";
import { TypeAhead } from "@/components/forms/type-ahead";
import type { FieldProblem } from "@/lib/errors";
import type { SourceValues } from "@/lib/reports/form";
import { NewSource } from "./new-source";
import { idOf, useReport } from "./report-context";
import { sourceText } from "./source-text";
import { useProblems } from "./use-problems";
import { useSources } from "./use-sources";

const addId = "new";

/** The source of the report: a known one, found by typing, or a new one with its title and what else is known of it. */
export function SourceFields({ value, problems }: { value: SourceValues; problems: readonly FieldProblem[] }) {
  const { dispatch, leave } = useReport();
  const t = useTranslations("reports");
  const { words } = useProblems();
  const { sources, known, failed, asking, search } = useSources();
  const set = (patch: Partial<SourceValues>) => dispatch({ type: "source", patch });
  const mistake = problems.find(({ path }) => path === "source.found");

  if (value.mode === "new") return <NewSource value={value} problems={problems} />;

  function find(typed: string): TypeAheadOption[] {
    const options = sources(typed).map((source) => ({
      id: String(source.id),
      text: sourceText(source),
      beside: source.reliability,
    }));
    const title = typed.trim();
    // Until the register has said what it has: a quick Enter must not make a second entry of a source that is there.
    if (title === "" || asking) return options;
    const mark = <IconPlus size={14} stroke={1.75} aria-hidden="true" />;
    return [...options, { id: addId, text: t("add.source", { title }), mark }];
  }
  function choose({ id, text }: { id: string; text: string }) {
    if (id === "") search(text);
    if (id !== addId) return set({ found: { id, text }, reliability: known(id)?.reliability ?? "" });
    set({ mode: "new", title: value.found.text.trim(), reliability: "" });
    return requestAnimationFrame(() => document.getElementById(idOf("source.author"))?.focus());
  }
  return (
    <Field
      label={t("field.source")}
      id={idOf("source.found")}
      error={mistake && words(mistake)}
      hint={failed ? t("source.failed") : undefined}
    >
      {(control) => (
        <TypeAhead
          id={control.id}
          invalid={mistake !== undefined}
          describedBy={control["aria-describedby"]}
          value={value.found}
          onChange={choose}
          onLeave={(typed) => leave("source.found", typed)}
          find={find}
          nothing={asking ? t("list.asking") : t("list.noSource")}
          placeholder={t("placeholder.source")}
          width={520}
        />
      )}
    </Field>
  );
}
