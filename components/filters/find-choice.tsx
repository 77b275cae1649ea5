"use client";

import type { Route } from "next";
import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import type { CountedChoice } from "@/lib/filter/types";
import { formatNumber } from "@/lib/i18n/format";
import { foldTerm } from "@/lib/i18n/match";
import { FacetLine } from "./facet-line";
import classes from "./find-choice.module.css";
import type { FindMore } from "./find-more";
import { valuePlace } from "./find-more";

/**
 * Searches the list inside, in any script: lines whose words (`data-find`) hold the typed text stay, with the line that they stand under and
 * those under them. Folded parts open while something is typed. Entries that are not on the page are asked for.
 * @param children draws the list, with all that is folded while it is searched
 */
export function FindChoice({
  label,
  nothing,
  more,
  children,
}: {
  label: string;
  nothing: string;
  more: FindMore | null;
  children: (searching: boolean) => ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  const locale = useLocale();
  const [text, setText] = useState("");
  const [left, setLeft] = useState(1);
  const found = useFound(more?.at ?? null, text);

  // After every render: the list may have come anew with the page.
  useEffect(() => {
    if (list.current) setLeft(sift(list.current, foldTerm(text)));
  });

  return (
    <>
      <input
        type="search"
        className={classes.input}
        value={text}
        placeholder={label}
        aria-label={label}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return;
          event.preventDefault();
          setText("");
        }}
      />
      <div ref={list} hidden={found !== null}>
        {children(text !== "")}
      </div>
      {more && found && (
        <ul>
          {found.map(({ value, label: words, count }) => (
            <li key={value}>
              <FacetLine
                href={more.href.replace(valuePlace, encodeURIComponent(value)) as Route}
                tick={more.set.includes(value) ? "on" : "off"}
                count={formatNumber(count, locale)}
                countWords={formatNumber(count, locale)}
                title={words}
              >
                {words}
              </FacetLine>
            </li>
          ))}
        </ul>
      )}
      <p className={classes.said} role="status">
        {text === "" ? more?.words : (found?.length ?? left) === 0 ? nothing : ""}
      </p>
    </>
  );
}

/** Entries whose words hold the text, from the server; null while there is nothing to ask, or until it answers. */
function useFound(at: string | null, text: string): readonly CountedChoice[] | null {
  const [found, setFound] = useState<readonly CountedChoice[] | null>(null);
  useEffect(() => {
    setFound(null);
    if (at === null || text.trim() === "") return;
    const stop = new AbortController();
    const wait = setTimeout(async () => {
      try {
        const answer = await fetch(`${at}&find=${encodeURIComponent(text)}`, { signal: stop.signal });
        if (answer.ok) setFound(((await answer.json()) as { choices: CountedChoice[] }).choices);
      } catch {
        // Typed on, or out of reach: what stands on the page is searched all the same.
      }
    }, 200);
    return () => {
      stop.abort();
      clearTimeout(wait);
    };
  }, [at, text]);
  return found;
}

/** Hides what does not hold the text; how many lines are left. */
function sift(list: HTMLElement, text: string): number {
  let left = 0;
  const holds = (one: Element | null) => one instanceof HTMLElement && foldTerm(one.dataset.find ?? "").includes(text);
  for (const line of list.querySelectorAll<HTMLElement>("li[data-find]")) {
    const above = line.parentElement?.closest("li[data-find]") ?? null;
    const kept = text === "" || holds(line) || holds(above) || [...line.querySelectorAll("li[data-find]")].some(holds);
    line.hidden = !kept;
    if (kept) left += 1;
  }
  return left;
}
