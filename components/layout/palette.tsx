"use client";

import { Combobox, useCombobox } from "@mantine/core";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { findTerms, termIndex } from "@/lib/i18n/match";
import type { NavViewer } from "./nav-links";
import classes from "./palette.module.css";
import type { Entry } from "./palette-entries";
import { actEntries, pageEntries, textEntry } from "./palette-entries";
import type { PaletteAct, PaletteHit } from "./types";

const groups = ["page", "act", "view", "case", "point", "substance", "text"] as const;
/** Between two keys of somebody who types. */
const pause = 120;

type Found = { text: string; hits: readonly PaletteHit[]; state: "waiting" | "found" | "failed" };

/** What the register holds of a text, asked for when the typing rests. */
function useHits(text: string, reads: boolean): Found {
  const [found, setFound] = useState<Found>({ text: "", hits: [], state: reads ? "waiting" : "found" });
  useEffect(() => {
    if (!reads) return;
    const stop = new AbortController();
    const ask = async () => {
      const response = await fetch(`/api/palette?${new URLSearchParams({ q: text })}`, { signal: stop.signal });
      if (!response.ok) throw new Error(String(response.status));
      const { hits } = (await response.json()) as { hits: PaletteHit[] };
      setFound({ text, hits, state: "found" });
    };
    const timer = setTimeout(
      () =>
        ask().catch(() => {
          if (!stop.signal.aborted) setFound({ text, hits: [], state: "failed" });
        }),
      text === "" ? 0 : pause,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, reads]);
  // What was found for another text is not shown as if it answered this one.
  return found.text === text ? found : { ...found, hits: [], state: reads ? "waiting" : "found" };
}

/**
 * Goes anywhere and does anything, by typing what it is called: pages, actions, saved views, cases, points, substances. Arrows walk, Enter
 * opens, Escape leaves.
 * @param onSheet opens the sheet of shortcuts instead
 */
export function Palette({
  viewer,
  acts,
  onClose,
  onSheet,
}: {
  viewer: NavViewer;
  acts: readonly PaletteAct[];
  onClose: () => void;
  onSheet: () => void;
}) {
  const t = useTranslations("nav");
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const found = useHits(text, viewer.readsCases);
  const combobox = useCombobox({ opened: true });
  useEffect(() => dialog.current?.showModal(), []);

  const words: Parameters<typeof pageEntries>[1] = { page: (key) => t(key), act: (key) => t(`palette.act.${key}`) };
  const own = [...pageEntries(viewer, words), ...actEntries(viewer, acts, words)];
  const named = findTerms(
    termIndex(own, ({ label }) => [label]),
    text,
  );
  // What is called so before what says so somewhere: Enter opens a point rather than searching for its name.
  const entries: Entry[] = [
    ...named,
    ...found.hits,
    ...(viewer.readsCases && text !== "" ? [textEntry(text, words)] : []),
  ];
  const idOf = ({ group, key }: Entry) => `${group} ${key}`;
  const shown = entries.map(idOf).join("\n");
  const latest = useRef(combobox);
  useEffect(() => {
    latest.current = combobox;
  });
  // Whenever other entries are shown, the first is the marked one.
  useEffect(() => {
    latest.current.resetSelectedOption();
    if (shown !== "") latest.current.selectFirstOption();
  }, [shown]);

  function open(id: string) {
    const entry = entries.find((one) => idOf(one) === id);
    if (!entry) return;
    dialog.current?.close(); // the focus goes back to where it was
    if (entry.href === null) return onSheet();
    router.push(entry.href as Route);
  }

  return (
    <dialog ref={dialog} className={classes.dialog} aria-label={t("palette.title")} onClose={onClose} closedby="any">
      <Combobox store={combobox} onOptionSubmit={open}>
        <Combobox.EventsTarget withExpandedAttribute>
          <input
            className={classes.input}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            placeholder={t(viewer.readsCases ? "palette.hint" : "palette.hintPages")}
            aria-label={t("palette.title")}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={200}
            autoFocus
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes.list} aria-label={t("palette.found")}>
          {groups.map((group) => {
            const members = entries.filter((entry) => entry.group === group);
            if (members.length === 0) return null;
            return (
              <Combobox.Group
                key={group}
                label={t(`palette.group.${group}`)}
                classNames={{ groupLabel: classes.label }}
              >
                {members.map((entry) => (
                  <Combobox.Option key={entry.key} value={idOf(entry)} className={classes.option}>
                    <span className={classes.name}>{entry.label}</span>
                    {entry.detail !== "" && <span className={classes.detail}>{entry.detail}</span>}
                    {entry.keys && (
                      <span className={classes.keys} aria-hidden="true">
                        {entry.keys.map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </span>
                    )}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            );
          })}
        </Combobox.Options>
        <p className={classes.state} role="status">
          {found.state === "failed"
            ? t("palette.failed")
            : found.state === "found" && text !== "" && entries.length === 0
              ? t("palette.nothing")
              : ""}
        </p>
      </Combobox>
    </dialog>
  );
}
