import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Pressed } from "./pressed";
import classes from "./segmented.module.css";

export type Segment = { key: string; label: ReactNode; href: Route; current: boolean };

/** One of a few views, as links: the address is the state. What is pressed looks chosen at once, the page follows. @param label of the group */
export function Segmented({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav className={classes.group} aria-label={label}>
      {segments.map(({ key, label: name, href, current }) => (
        <Link key={key} href={href} prefetch={false} className={classes.segment} aria-current={current || undefined}>
          {name}
          <Pressed />
        </Link>
      ))}
    </nav>
  );
}
