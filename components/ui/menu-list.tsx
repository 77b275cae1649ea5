import type { ReactNode } from "react";
import classes from "./menu-list.module.css";

/** Lines of a panel; give each link or button inside the class `menuItem` of this file's styles. */
export function MenuGroup({ label, children }: { label?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.group}>
      {label && <div className={classes.label}>{label}</div>}
      {children}
    </div>
  );
}

/** The class of a link or button that is one line of a panel. */
export const menuItem = classes.item ?? "";
