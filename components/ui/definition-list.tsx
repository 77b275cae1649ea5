import type { ReactNode } from "react";
import classes from "./definition-list.module.css";

export type Definition = { term: ReactNode; value: ReactNode; key?: string };

/** Terms and values, ruled. @param termWidth of the first column in px */
export function DefinitionList({ items, termWidth = 110 }: { items: readonly Definition[]; termWidth?: number }) {
  return (
    <dl className={classes.list} style={{ gridTemplateColumns: `minmax(80px, ${termWidth}px) minmax(0, 1fr)` }}>
      {items.map(({ term, value, key }, index) => (
        <div className={classes.row} key={key ?? index}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
