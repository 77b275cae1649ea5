import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

export type Way = { key: string; icon?: ReactNode; title: ReactNode; text?: ReactNode; action?: ReactNode };

/** Nothing is here, said plainly, with ways to go on. Never used for a failure. */
export function EmptyState({
  title,
  text,
  ways = [],
  note,
}: {
  title: ReactNode;
  text?: ReactNode;
  ways?: readonly Way[];
  note?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <h2 className={classes.title}>{title}</h2>
      {text && <p className={classes.text}>{text}</p>}
      {ways.length > 0 && (
        <ul className={classes.ways}>
          {ways.map(({ key, icon, title: name, text: about, action }) => (
            <li className={classes.way} key={key}>
              <span className={classes.icon} aria-hidden="true">
                {icon}
              </span>
              <div className={classes.words}>
                <strong>{name}</strong>
                {about && <p>{about}</p>}
              </div>
              {action && <div className={classes.action}>{action}</div>}
            </li>
          ))}
        </ul>
      )}
      {note && <p className={classes.note}>{note}</p>}
    </div>
  );
}
