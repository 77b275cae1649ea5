"use client";

import { useTranslations } from "next-intl";
import type { Asked } from "@/components/forms/adding";
import type { Chosen } from "@/components/forms/type-ahead";
import { Button } from "@/components/ui/button";
import { nameIn } from "@/lib/i18n/names";
import type { LineValues } from "@/lib/reports/form";
import type { Finder } from "./finder";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/** Offers to add what was typed to a list that does not have it: another name, or a new entry. */
export function NotListed({ list, text, onAdded }: Pick<Asked, "list" | "text" | "onAdded">) {
  const { ask, data, locale } = useReport();
  const t = useTranslations("reports.notListed");
  const typed = text.trim();
  const entries = list === "point" ? data.points : data.substances;
  const choices = entries.map((entry) => ({ slug: entry.slug, name: nameIn(entry, locale) }));
  return (
    <span className={classes.notListed}>
      {t("text", { text: typed })}{" "}
      <Button look="link" onClick={() => ask({ list, text: typed, of: null, choices, onAdded })}>
        {t(list)}
      </Button>
    </span>
  );
}

/** Whether a field holds text that no entry is found by. */
export function isUnknown(value: Chosen, { find }: Finder): boolean {
  return value.id === "" && value.text.trim().length > 1 && find(value.text).length === 0;
}

/** A word that a name may be: short, of one line, and no quantity. */
const wordLike = /^[^\d,;，；]{2,40}$/u;

/**
 * Under a line: a substance that is not on the list, or the source's word for one that the list does not know by it. Kept as one of its
 * names, the form finds it by that word from then on.
 */
export function LineNames({ row, at }: { row: LineValues; at: number }) {
  const { ask, dispatch, substances, substanceBySlug, locale } = useReport();
  const t = useTranslations("reports.notListed");
  if (isUnknown(row.substance, substances))
    return (
      <NotListed
        list="substance"
        text={row.substance.text}
        onAdded={({ slug, name }) =>
          dispatch({ type: "row", list: "lines", at, patch: { substance: { id: slug, text: name } } })
        }
      />
    );
  const substance = substanceBySlug.get(row.substance.id);
  const word = row.asReported.trim();
  if (!substance || !wordLike.test(word) || substances.named(word).length > 0) return null;
  const choice = { slug: substance.slug, name: nameIn(substance, locale) };
  return (
    <div className={classes.notListed}>
      <Button
        look="link"
        onClick={() =>
          ask({ list: "substance", text: word, of: choice.slug, choices: [choice], onAdded: () => undefined })
        }
      >
        {t("word", { word, name: choice.name })}
      </Button>
    </div>
  );
}
