import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import classes from "./pager.module.css";

/**
 * The line under a table: what is shown, and the way to the pages beside it.
 * @param previous address of the page before, null on the first; @param next of the page after, null on the last
 */
export function Pager({
  children,
  previous,
  next,
}: {
  children: ReactNode;
  previous: string | null;
  next: string | null;
}) {
  const t = useTranslations("common");
  return (
    <nav className={classes.pager} aria-label={t("pages")} data-print="hide">
      <div className={classes.words}>{children}</div>
      <div className={classes.ways}>
        <ButtonLink href={(previous ?? "/") as Route} disabled={previous === null} rel="prev">
          {t("previous")}
        </ButtonLink>
        <ButtonLink href={(next ?? "/") as Route} disabled={next === null} rel="next">
          {t("next")}
        </ButtonLink>
      </div>
    </nav>
  );
}
