import { IconAlertCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./field-error.module.css";

/** What is wrong at a control, under it. @param id for the control's aria-describedby */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className={classes.error} id={id}>
      <IconAlertCircle size={15} stroke={1.75} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
