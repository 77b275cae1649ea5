"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import { useWrite } from "@/components/forms/use-write";
import { WriteBar } from "@/components/forms/write-bar";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { familyCodes, formCodes } from "@/lib/codes";
import { addSubstanceAction, changeSubstanceAction } from "@/lib/reference/actions";
import { slugFor } from "@/lib/reference/schema";
import type { Rights, SubstanceInput } from "@/lib/reference/types";
import { Ceilings } from "./ceilings";
import { writeOrPropose } from "./list-writes";
import classes from "./reference.module.css";

const texts = ["nameEn", "nameZh", "nameKo", "inn", "cas"] as const;
const shown = [...texts, "slug", "family", "form"];
const fresh: SubstanceInput = {
  ...{ slug: "", version: 1, nameEn: "", nameZh: "", nameKo: "", family: "unknown", form: null, inn: "", cas: "" },
  ceilings: {},
};

/**
 * The form of a substance: a new one, or one that stands on the list. Who may not write it proposes the same.
 * @param cases with a line of it: what another family moves
 */
export function SubstanceForm({
  rights,
  substance,
  cases = 0,
  name,
  onDone,
  onCancel,
}: {
  rights: Rights;
  substance?: SubstanceInput;
  cases?: number;
  name?: string;
  onDone?: (slug: string, name: string) => void;
  onCancel?: () => void;
}) {
  const t = useTranslations("reference.substanceForm");
  const codes = useTranslations("codes");
  const writes = useTranslations("reference.write");
  const words = useProblemText();
  const [values, setValues] = useState<SubstanceInput>(
    () => substance ?? { ...fresh, nameEn: name ?? "", slug: slugFor(name ?? "") },
  );
  const [ownSlug, setOwnSlug] = useState(false);
  // Of what was seen: the page may show a newer one meanwhile, and that is somebody else's to be read first.
  const [base, setBase] = useState(substance?.version ?? 1);
  const [reason, setReason] = useState("");
  const add = useWrite(writeOrPropose(rights, "substance.add", addSubstanceAction));
  const change = useWrite(writeOrPropose(rights, "substance.change", changeSubstanceAction));
  const { pending, written, problems } = substance ? change : add;
  const set = (patch: Partial<SubstanceInput>) => setValues((before) => ({ ...before, ...patch }));
  const error = (path: string) => {
    const problem = problems.find((one) => one.path === path);
    return problem && words(problem);
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    const done = () => {
      if (substance && rights.lists === "keep") setBase((version) => version + 1);
      onDone?.(values.slug, values.nameEn);
    };
    const { version: _, ...input } = values;
    if (substance) change.send({ input: { ...input, version: base }, reason }, done);
    else add.send({ input, reason }, done);
  }
  const text = (field: (typeof texts)[number], hint?: string, lang?: string) => (
    <Field label={t(`field.${field}`)} error={error(field)} hint={hint} optional={field !== "nameEn"}>
      {(control) => (
        <TextInput
          {...control}
          lang={lang}
          value={values[field] ?? ""}
          autoComplete="off"
          onChange={(event) => {
            const typed = event.currentTarget.value;
            set({ [field]: typed, ...(field === "nameEn" && !substance && !ownSlug && { slug: slugFor(typed) }) });
          }}
        />
      )}
    </Field>
  );
  const moved = substance && substance.family !== values.family;
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={substance ? t("change") : t("add")}>
      <WriteOutcome
        written={written}
        done={rights.lists === "keep" ? writes("saved") : writes("proposed")}
        conflict={writes("conflict")}
        shown={shown}
      />
      {text("nameEn", undefined, "en")}
      {text("nameZh", t("hint.nameOther"), "zh")}
      {text("nameKo", undefined, "ko")}
      {!substance && (
        <Field label={t("field.slug")} error={error("slug")} hint={t("hint.slug")}>
          {(control) => (
            <TextInput
              {...control}
              value={values.slug}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setOwnSlug(true);
                set({ slug: event.currentTarget.value });
              }}
            />
          )}
        </Field>
      )}
      <Field
        label={t("field.family")}
        error={error("family")}
        hint={moved ? <span className={classes.effect}>{t("effect", { count: cases })}</span> : t("hint.family")}
      >
        {(control) => (
          <NativeSelect
            {...control}
            value={values.family}
            onChange={(event) =>
              set({ family: familyCodes.find((code) => code === event.currentTarget.value) ?? "unknown" })
            }
          >
            {familyCodes.map((code) => (
              <option key={code} value={code}>
                {codes(`family.${code}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field label={t("field.form")} error={error("form")} hint={t("hint.form")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={values.form ?? ""}
            onChange={(event) => set({ form: formCodes.find((code) => code === event.currentTarget.value) ?? null })}
          >
            <option value="">{t("noForm")}</option>
            {formCodes.map((code) => (
              <option key={code} value={code}>
                {codes(`form.${code}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {text("inn", t("hint.inn"))}
      {text("cas", t("hint.cas"))}
      <Ceilings value={values.ceilings} problems={problems} onChange={(ceilings) => set({ ceilings })} />
      <WriteBar
        proposes={rights.lists === "propose"}
        words={substance ? t("save") : t("add")}
        pending={pending}
        reason={reason}
        onReason={setReason}
        onCancel={onCancel}
      />
    </form>
  );
}
