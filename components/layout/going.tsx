"use client";

import { useLinkStatus } from "next/link";
import classes from "./going.module.css";

/** Inside a link: a line under it while its page is on the way, for pages that take longer than a moment. */
export function Going() {
  const { pending } = useLinkStatus();
  return <span className={classes.line} data-pending={pending || undefined} aria-hidden="true" />;
}
