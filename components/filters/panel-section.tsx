import { IconChevronDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Fold } from "./fold";
import classes from "./panel-section.module.css";

/**
 * A part of the filter panel that folds. @param note says how its numbers are meant; @param set how many of its values are set: said in its
 * head, so that a folded part hides nothing; @param open unfolded at first, also where nothing is set
 */
export function PanelSection({
  title,
  note,
  set = 0,
  open = false,
  children,
}: {
  title: string;
  note?: string;
  set?: number;
  open?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("filter");
  const head = (
    <summary className={classes.title}>
      <span className={classes.words}>{title}</span>
      {set > 0 && (
        <>
          <span className={classes.set} aria-hidden="true">
            {set}
          </span>
          <span className="visually-hidden">{t("setHere", { count: set })}</span>
        </>
      )}
      <IconChevronDown className={classes.chevron} size={14} stroke={1.75} aria-hidden="true" />
    </summary>
  );
  return (
    <Fold first={open || set > 0} className={classes.section} head={head}>
      {children}
      {note && <p className={classes.note}>{note}</p>}
    </Fold>
  );
}
