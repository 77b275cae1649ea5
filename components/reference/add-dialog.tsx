"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { useAdding } from "@/components/forms/adding";
import { NativeSelect } from "@/components/forms/controls";
import { DecisionFailure } from "@/components/forms/decision-failure";
import { Field } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import type { Failure } from "@/lib/errors";
import { readPointForm, readRights } from "@/lib/reference/actions";
import type { PointFormData, Rights } from "@/lib/reference/types";
import classes from "./add-dialog.module.css";
import { countryChoices } from "./countries";
import { PointForm } from "./point-form";
import { SubstanceForm } from "./substance-form";
import { TermForm } from "./term-form";

/**
 * Adds to a list from inside of another form, which stays as it is: another name of an entry, or a new entry. Who may not write the list
 * proposes the entry, and is told what to do until it is accepted.
 */
export function AddDialog() {
  const { asked, close } = useAdding();
  const t = useTranslations("reference.adding");
  const lists = useTranslations("reference");
  const common = useTranslations("common");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [what, setWhat] = useState<"term" | "entry">("term");
  const [of, setOf] = useState(asked.of ?? "");
  useEffect(() => dialog.current?.showModal(), []);

  function named(slug: string) {
    const choice = asked.choices.find((one) => one.slug === slug);
    if (choice) asked.onAdded(choice);
    close();
  }
  const words = { text: asked.text };
  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={heading} onClose={close}>
      <div className={classes.head}>
        <h2 id={heading}>{t(`title.${asked.list}`, words)}</h2>
        <Button onClick={() => dialog.current?.close()}>{common("cancel")}</Button>
      </div>
      <fieldset className={classes.choice}>
        <legend className="visually-hidden">{t("what")}</legend>
        {(["term", "entry"] as const).map((one) => (
          <label key={one}>
            <input type="radio" name={`${heading}-what`} checked={what === one} onChange={() => setWhat(one)} />
            {lists(`adding.${one}.${asked.list}`)}
          </label>
        ))}
      </fieldset>
      {what === "term" ? (
        <>
          <Field label={t(`of.${asked.list}`)}>
            {(control) => (
              <NativeSelect {...control} value={of} onChange={(event) => setOf(event.currentTarget.value)}>
                <option value="">{t("choose")}</option>
                {asked.choices.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          {of !== "" && <TermForm key={of} of={asked.list} slug={of} typed={asked.text} onDone={() => named(of)} />}
        </>
      ) : (
        <Entry
          onDone={(entry, rights) => {
            if (rights.lists !== "keep") return;
            asked.onAdded(entry);
            close();
          }}
        />
      )}
    </dialog>
  );
}

type Loaded = { point: PointFormData } | { substance: Rights } | Failure | null;

/** The form of a new entry; what it needs of the register is read when it opens. */
function Entry({ onDone }: { onDone: (entry: { slug: string; name: string }, rights: Rights) => void }) {
  const { asked } = useAdding();
  const t = useTranslations("reference.adding");
  const common = useTranslations("common");
  const locale = useLocale();
  const [loaded, setLoaded] = useState<Loaded>(null);
  useEffect(() => {
    let here = true;
    const put = (value: Loaded) => here && setLoaded(value);
    const failed = () => put({ code: "UNAVAILABLE", fields: [] });
    if (asked.list === "point")
      readPointForm(null).then((read) => put(read.ok ? { point: read.data } : read.error), failed);
    else readRights(null).then((read) => put(read.ok ? { substance: read.data } : read.error), failed);
    return () => {
      here = false;
    };
  }, [asked.list]);

  if (loaded === null) return <p role="status">{common("loading")}</p>;
  if ("code" in loaded) return <DecisionFailure failure={loaded} conflict="" />;
  const rights = "point" in loaded ? loaded.point.rights : loaded.substance;
  const done = (slug: string, name: string) => onDone({ slug, name }, rights);
  return (
    <>
      {rights.lists === "propose" && <p className={classes.note}>{t(`meanwhile.${asked.list}`)}</p>}
      {"point" in loaded ? (
        <PointForm data={loaded.point} countries={countryChoices(locale)} name={asked.text} onDone={done} />
      ) : (
        <SubstanceForm rights={rights} name={asked.text} onDone={done} />
      )}
    </>
  );
}
