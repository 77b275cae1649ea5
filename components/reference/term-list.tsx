"use client";

import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useWrite } from "@/components/forms/use-write";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { removeAliasAction, removeSynonymAction } from "@/lib/reference/actions";
import type { Rights } from "@/lib/reference/types";
import classes from "./reference.module.css";
import { TermForm } from "./term-form";

type Term = { term: string; lang?: string; kind?: string };

/** The other names of an entry, and the way to another one. */
export function TermList({
  of,
  slug,
  terms,
  rights,
}: {
  of: "point" | "substance";
  slug: string;
  terms: readonly Term[];
  rights: Rights;
}) {
  const t = useTranslations("reference.terms");
  const remove = useWrite(({ term }: { term: string }) =>
    of === "point" ? removeAliasAction({ point: slug, term }) : removeSynonymAction({ substance: slug, term }),
  );
  return (
    <>
      <WriteOutcome written={remove.written} done={t("removed")} conflict={t("conflict")} />
      {terms.length === 0 && <p className={classes.lead}>{t("none")}</p>}
      <ul className={classes.termList}>
        {terms.map(({ term, lang, kind }) => (
          <li key={term}>
            <span lang={lang}>{term}</span>
            {kind === "street" && <span className={classes.quiet}> {t("street")}</span>}
            {rights.lists === "keep" && (
              <button
                type="button"
                className={classes.remove}
                aria-label={t("remove", { term })}
                aria-disabled={remove.pending}
                onClick={() => remove.send({ term })}
              >
                <IconX size={14} stroke={1.75} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {rights.terms && <TermForm of={of} slug={slug} />}
    </>
  );
}
