import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./reference.module.css";
import { SectionLinks } from "./section-links";

/** The frame of every reference list: what the page is called, its parts, and the part shown. @param proposals how many wait; null for who has none to see */
export function ReferenceShell({ proposals, children }: { proposals: number | null; children: ReactNode }) {
  const t = useTranslations("reference");
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <p className={classes.title}>{t("title")}</p>
        <SectionLinks proposals={proposals} />
      </div>
      {children}
    </div>
  );
}
