import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./notice.module.css";

const icons = { info: IconInfoCircle, warn: IconAlertTriangle, error: IconAlertCircle };

/**
 * Something that interrupts, in a box. @param title the point, in one sentence; the rest stands in `children`
 * @param filled on its soft colour, for what must be seen at once (the summary of mistakes)
 */
export function Notice({
  tone,
  title,
  filled = false,
  actions,
  live = false,
  children,
}: {
  tone: keyof typeof icons;
  title?: ReactNode;
  filled?: boolean;
  actions?: ReactNode;
  /** say it when it appears */
  live?: boolean;
  children?: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div
      className={classes.notice}
      data-tone={tone}
      data-filled={filled || undefined}
      role={live ? (tone === "error" ? "alert" : "status") : undefined}
    >
      <Icon className={classes.icon} size={18} stroke={1.75} aria-hidden="true" />
      <div className={classes.body}>
        <div className={classes.words}>
          {title && <strong>{title}</strong>} {children}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  );
}
