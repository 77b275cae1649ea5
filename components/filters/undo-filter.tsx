"use client";

import { IconArrowBackUp } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { FilterPlace } from "./place";
import classes from "./undo-filter.module.css";

const kept = "weir.filter";
type Kept = { now: string; before: string | null };

/**
 * Takes the last change of the filter back, also after a reload and in another view of it; and that is a change too, so that it can be taken
 * back again. @param query the filter as it stands in the address
 */
export function UndoFilter({
  query,
  place: { path, keep },
  words,
  title,
}: {
  query: string;
  place: FilterPlace;
  words: string;
  title: string;
}) {
  const [before, setBefore] = useState<string | null>(null);

  useEffect(() => {
    const last = read();
    const next = last?.now === query ? last : { now: query, before: last?.now ?? null };
    write(next);
    setBefore(next.before);
  }, [query]);

  if (before === null || before === query) return null;
  const text = [before, keep].filter(Boolean).join("&");
  return (
    <Link
      href={(text ? `${path}?${text}` : path) as Route}
      prefetch={false}
      scroll={false}
      className={classes.undo}
      title={title}
    >
      <IconArrowBackUp size={15} stroke={1.75} aria-hidden="true" />
      {words}
    </Link>
  );
}

/** Kept in the tab, as the browser's own way back is. Where the browser keeps nothing, there is nothing to undo. */
function read(): Kept | null {
  try {
    const { now, before }: Partial<Kept> = JSON.parse(sessionStorage.getItem(kept) ?? "{}");
    return typeof now === "string" ? { now, before: typeof before === "string" ? before : null } : null;
  } catch {
    return null;
  }
}

function write(last: Kept): void {
  try {
    sessionStorage.setItem(kept, JSON.stringify(last));
  } catch {
    // Full, or switched off.
  }
}
