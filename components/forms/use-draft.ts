"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { DraftState, LookAtDraft, SavedDraft, SendDraft } from "./draft-saver";
import { DraftSaver, readUnsent } from "./draft-saver";
import { randomId } from "./random-id";

const nowhere = () => () => {};

/**
 * Keeps a form's text as a draft while it is typed, on the server and until then in this browser.
 * @param at everything that stays the same while the page is open: where to keep, how to send, what the server had when it was loaded
 * @param opened the text to go on with, once the browser's own copy has been looked at
 * @returns the saver, null until the page is alive in the browser, and where the draft stands
 */
export function useDraft<V>(
  at: {
    key: string;
    saved: SavedDraft<V> | null;
    empty: V;
    parse: (values: unknown) => V;
    send: SendDraft<V>;
    look: LookAtDraft<V>;
  },
  opened: (values: V) => void,
): { saver: DraftSaver<V> | null; state: DraftState<V> } {
  const [saver, setSaver] = useState<DraftSaver<V> | null>(null);
  const [start] = useState(() => ({ at, opened }));
  const [before] = useState<DraftState<V>>({
    status: at.saved ? "saved" : "untouched",
    at: at.saved?.savedAt ?? null,
    since: null,
    other: null,
    reference: null,
    takenOver: null,
  });

  useEffect(() => {
    const { key, saved, empty, parse, send, look } = start.at;
    const store = window.sessionStorage;
    const unsent = readUnsent(store, key, parse);
    const made = new DraftSaver({ key, editor: randomId(), store, send, look }, { values: empty, saved, unsent });
    setSaver(made);
    if (unsent) start.opened(made.values);
    const leave = () => made.leave();
    const looked = async () => {
      const values = await made.look();
      if (values) start.opened(values);
    };
    const again = () => void made.flush().then(looked);
    const seen = () => (document.visibilityState === "hidden" ? made.leave() : void looked());
    // Other pages of this browser hear of each save at once; those of other browsers are noticed when one comes back to this page.
    const others = new BroadcastChannel(key);
    others.onmessage = () => void looked();
    let announced = saved?.savedAt ?? null;
    const announce = made.subscribe(() => {
      const { status, at, takenOver } = made.state;
      if (status !== "saved" && status !== "submitted") return;
      if (at !== announced && at !== takenOver) others.postMessage(at);
      announced = at;
    });
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", again);
    window.addEventListener("focus", again);
    return () => {
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", again);
      window.removeEventListener("focus", again);
      announce();
      others.close();
      made.leave();
      void made.stop();
    };
  }, [start]);

  const state = useSyncExternalStore(
    saver?.subscribe ?? nowhere,
    () => saver?.state ?? before,
    () => before,
  );
  return { saver, state };
}
