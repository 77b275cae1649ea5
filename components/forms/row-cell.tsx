import type { ReactNode } from "react";
import classes from "./repeatable-rows.module.css";

/**
 * One control in a row. Its label is read at every width and seen on a phone, where the header is not.
 * @param id of the control; @param span columns that the cell takes on a phone, of 2
 */
export function RowCell({
  id,
  label,
  span = 2,
  children,
}: {
  id: string;
  label: ReactNode;
  span?: 1 | 2;
  children: ReactNode;
}) {
  return (
    <div className={classes.cell} data-span={span}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  );
}
