import type { ReactNode } from "react";
import { useId } from "react";
import classes from "./section.module.css";

/**
 * A part of a page: heading with its count, a note at the end of the line, a hairline below.
 * @param id of the section, for links to it
 */
export function Section({
  title,
  count,
  note,
  ruled = true,
  id,
  children,
}: {
  title: ReactNode;
  count?: ReactNode;
  note?: ReactNode;
  ruled?: boolean;
  id?: string;
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className={classes.section} id={id} aria-labelledby={heading}>
      <div className={classes.line} data-ruled={ruled || undefined}>
        <h2 id={heading}>
          {title}
          {count !== undefined && count !== null && <span className={classes.count}> {count}</span>}
        </h2>
        {note && <div className={classes.note}>{note}</div>}
      </div>
      {children}
    </section>
  );
}
