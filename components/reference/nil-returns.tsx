"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useId, useState } from "react";
import { TextInput } from "@/components/forms/controls";
import { FieldError } from "@/components/forms/field-error";
import { useProblemText } from "@/components/forms/use-problem-text";
import { useWrite } from "@/components/forms/use-write";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Button } from "@/components/ui/button";
import { addNilAction, removeNilAction } from "@/lib/reference/actions";
import type { NilRow, Rights } from "@/lib/reference/types";
import { writeOrPropose } from "./list-writes";
import classes from "./reference.module.css";

/** Months of which it was stated that nothing was seized. */
export function NilReturns({ slug, nils, rights }: { slug: string; nils: readonly NilRow[]; rights: Rights }) {
  const t = useTranslations("reference.nils");
  const common = useTranslations("common");
  const writes = useTranslations("reference.write");
  const words = useProblemText();
  const id = useId();
  const [month, setMonth] = useState("");
  const [note, setNote] = useState("");
  const add = useWrite(writeOrPropose(rights, "nil.add", addNilAction));
  const remove = useWrite(writeOrPropose(rights, "nil.remove", removeNilAction));
  const mistake = add.problems.find(({ path }) => path === "month");
  const keeps = rights.lists === "keep";

  function submit(event: FormEvent) {
    event.preventDefault();
    add.send({ input: { point: slug, month: month.trim(), note }, reason: "" }, () => {
      setMonth("");
      setNote("");
    });
  }
  return (
    <>
      <WriteOutcome
        written={remove.written}
        done={keeps ? t("removed") : writes("proposed")}
        conflict={writes("conflict")}
      />
      <ul className={classes.termList}>
        {nils.map((nil) => (
          <li key={nil.month}>
            {nil.month}
            {nil.note && <span className={classes.quiet}> {nil.note}</span>}
            {rights.lists !== "read" && (
              <Button
                look="link"
                aria-label={t("removeOne", { month: nil.month })}
                aria-disabled={remove.pending}
                onClick={() => remove.send({ input: { point: slug, month: nil.month }, reason: "" })}
              >
                {t("remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rights.lists !== "read" && (
        <form className={classes.terms} onSubmit={submit} noValidate aria-label={t("add")}>
          <WriteOutcome
            written={add.written}
            done={keeps ? writes("saved") : writes("proposed")}
            conflict={writes("conflict")}
            shown={["month"]}
          />
          <div className={classes.termLine}>
            <label htmlFor={id}>{t("month")}</label>
            <TextInput
              id={id}
              value={month}
              placeholder="2010-03"
              autoComplete="off"
              aria-invalid={mistake ? true : undefined}
              aria-describedby={mistake && `${id}-error`}
              onChange={(event) => setMonth(event.currentTarget.value)}
            />
            <TextInput
              aria-label={t("note")}
              placeholder={t("note")}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Button type="submit" aria-disabled={add.pending}>
              {add.pending ? common("saving") : keeps ? t("go") : writes("propose")}
            </Button>
          </div>
          {mistake && <FieldError id={`${id}-error`}>{words(mistake)}</FieldError>}
        </form>
      )}
    </>
  );
}
