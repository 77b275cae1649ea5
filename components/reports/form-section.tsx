import type { ReactNode } from "react";
import { useId } from "react";
import classes from "./report-form.module.css";

/** A part of the form: its name, a word of help beside it, a hairline above. */
export function FormSection({
  title,
  note,
  empty = false,
  children,
}: {
  title: string;
  note?: ReactNode;
  /** only ways to add something: they stand beside the name */
  empty?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.section} data-empty={empty || undefined} aria-labelledby={id}>
      <div className={classes.sectionLine}>
        <h2 id={id}>{title}</h2>
        {note && <span className={classes.aside}>{note}</span>}
      </div>
      {children}
    </section>
  );
}
