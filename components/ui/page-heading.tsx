import type { ReactNode } from "react";
import classes from "./page-heading.module.css";

/** The one h1 of a page. @param lead stands before the title (a reference), @param meta after it, @param actions at the end */
export function PageHeading({
  title,
  lead,
  meta,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={classes.heading}>
      <div className={classes.words}>
        <h1>
          {lead && <span className={classes.lead}>{lead}</span>}
          {title}
        </h1>
        {meta && <div className={classes.meta}>{meta}</div>}
      </div>
      {actions && (
        <div className={classes.actions} data-print="hide">
          {actions}
        </div>
      )}
    </div>
  );
}
