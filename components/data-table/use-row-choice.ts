"use client";

import { useCallback, useMemo, useRef, useState } from "react";

export type RowChoice = {
  /** keys of the chosen rows of this page */
  chosen: ReadonlySet<string>;
  /** one row, or with `range` all from the last one that was chosen */
  toggle: (key: string, range?: boolean) => void;
  /** the rows from the last one chosen up to this one, and no others */
  extend: (from: string, to: string) => void;
  all: (on: boolean) => void;
};

/** Which rows of a page are chosen. A row that leaves the page is chosen no longer. @param keys of the rows, in order; keep them stable */
export function useRowChoice(keys: readonly string[]): RowChoice {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const chosen = useMemo(() => new Set(keys.filter((key) => picked.has(key))), [keys, picked]);
  const between = useCallback(
    (a: string, b: string) => {
      const [from, to] = [keys.indexOf(a), keys.indexOf(b)].sort((x, y) => x - y);
      return from === undefined || to === undefined || from < 0 ? [] : keys.slice(from, to + 1);
    },
    [keys],
  );
  const toggle = useCallback(
    (key: string, range = false) => {
      const from = range && anchor.current !== null && keys.includes(anchor.current) ? anchor.current : key;
      setPicked((before) => {
        const after = new Set(before);
        const on = from === key ? !before.has(key) : before.has(from);
        for (const one of between(from, key))
          if (on) after.add(one);
          else after.delete(one);
        return after;
      });
      anchor.current = key;
    },
    [keys, between],
  );
  const extend = useCallback(
    (from: string, to: string) => {
      anchor.current ??= from;
      if (!keys.includes(anchor.current)) anchor.current = from;
      setPicked(new Set(between(anchor.current, to)));
    },
    [keys, between],
  );
  const all = useCallback(
    (on: boolean) => {
      anchor.current = null;
      setPicked(new Set(on ? keys : []));
    },
    [keys],
  );
  return useMemo(() => ({ chosen, toggle, extend, all }), [chosen, toggle, extend, all]);
}
