import type { ComponentProps, ReactNode } from "react";
import classes from "./control.module.css";

const classOf = (more?: string) => [classes.control, more].filter(Boolean).join(" ");

/** A line of text. @param numeric digits at the end of the line, as in a column of numbers */
export function TextInput({ className, numeric, ...rest }: ComponentProps<"input"> & { numeric?: boolean }) {
  return <input type="text" className={classOf(className)} data-numeric={numeric || undefined} {...rest} />;
}

/** Several lines of text. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={classOf(className)} {...rest} />;
}

/** One of a short list, by the browser's own control: it works everywhere, and opens as the phone does. */
export function NativeSelect({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <select className={classOf(className)} {...rest}>
      {children}
    </select>
  );
}

/** A box to tick, with its words. */
export function CheckBox({ label, ...rest }: ComponentProps<"input"> & { label: ReactNode }) {
  return (
    <label className={classes.check}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  );
}
