"use client";

import { useTranslations } from "next-intl";
import { Marked } from "@/components/ui/marked";
import type { RowMatch } from "@/lib/filter/types";
import classes from "./found.module.css";

/** Where in the row's case the searched text was found: in words, and the place itself. A name that it was found in is not shown. */
export function Found({ match }: { match: RowMatch | null }) {
  const t = useTranslations("cases.found");
  if (!match) return null;
  return (
    <span className={classes.found}>
      <span className={classes.where}>{t(`in.${match.where}`)}</span>
      {match.where !== "person" && <Marked text={match.text} marks={match.marks} />}
    </span>
  );
}

/** The same in words alone. */
export const foundText = (match: RowMatch | null) => (match && match.where !== "person" ? match.text : undefined);
