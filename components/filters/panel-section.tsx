import { IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./panel-section.module.css";

/** A part of the filter panel that folds. @param note says how its numbers are meant */
export function PanelSection({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <details open className={classes.section}>
      <summary className={classes.title}>
        {title}
        <IconChevronDown className={classes.chevron} size={14} stroke={1.75} aria-hidden="true" />
      </summary>
      {children}
      {note && <p className={classes.note}>{note}</p>}
    </details>
  );
}

/** Choices without a case: there, but out of the way. */
export function Folded({ words, children }: { words: string; children: ReactNode }) {
  return (
    <details>
      <summary className={classes.more}>{words}</summary>
      {children}
    </details>
  );
}
