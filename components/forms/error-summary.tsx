import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import classes from "./error-summary.module.css";

/** One mistake: the id of its control, and a short name for it ("Purity, line 2"). */
export type Problem = { id: string; label: ReactNode };

/**
 * All mistakes of a form, above it, each a link to its control. Nothing when there are none.
 * @param title how many, in words; @param children what becomes of what was typed
 */
export function ErrorSummary({
  title,
  problems,
  children,
}: {
  title: ReactNode;
  problems: readonly Problem[];
  children?: ReactNode;
}) {
  if (problems.length === 0) return null;
  return (
    <div className={classes.summary}>
      <Notice tone="error" filled live title={title}>
        {children}{" "}
        <span className={classes.links}>
          {problems.map(({ id, label }) => (
            <a key={id} href={`#${id}`} className={classes.link}>
              {label}
            </a>
          ))}
        </span>
      </Notice>
    </div>
  );
}
