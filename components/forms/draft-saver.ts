/** A draft as the server has it. `editor` is the page that wrote it; `revision` rises with every save. */
export type SavedDraft<V> = { revision: number; editor: string; savedAt: string; values: V };

/** What was typed and is not known to be on the server yet; kept in this browser until it is. Times are ISO instants. */
export type UnsentDraft<V> = { base: number; revision: number; editor: string; at: string; values: V };

/**
 * Where a draft stands. `kept`: in this browser only, because the server cannot be reached. `signed-out`: likewise, until somebody signs
 * in. `conflict`: another page saved it meanwhile. `submitted`: it has become a report. `taken`: somebody else's draft has this id.
 * `refused`: the server will not take it.
 */
export type DraftStatus =
  | "untouched"
  | "waiting"
  | "saving"
  | "saved"
  | "kept"
  | "signed-out"
  | "conflict"
  | "submitted"
  | "taken"
  | "refused";
export type DraftState<V> = {
  status: DraftStatus;
  /** instant of the last save on the server, or, where there is none, in this browser */
  at: string | null;
  /** since when the server has not been reached */
  since: string | null;
  other: SavedDraft<V> | null;
  /** the case that the draft's report is on */
  reference: string | null;
  /** instant of a save by another page whose text this page took over, until something is typed here */
  takenOver: string | null;
};

export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;
export type DraftRequest = { editor: string; base: number; revision: number; values: unknown };
export type DraftAnswer<V> =
  | { kind: "saved"; revision: number; savedAt: string }
  | { kind: "conflict"; current: SavedDraft<V> }
  | { kind: "submitted"; reference: string }
  | { kind: "signed-out" | "taken" | "refused" };

/** What the server has of the draft now: null when it has none, or the case that it has become a report on. */
export type DraftNow<V> = { kind: "draft"; current: SavedDraft<V> | null } | { kind: "submitted"; reference: string };

/** Looks at what the server has. It throws where no answer came. */
export type LookAtDraft<V> = () => Promise<DraftNow<V>>;

/** Sends one save. It throws where no answer came: then the save is tried again. @param leaving the page is going away */
export type SendDraft<V> = (request: DraftRequest, leaving: boolean) => Promise<DraftAnswer<V>>;

const pauseBeforeSaving = 800;
const pausesBeforeRetry = [2_000, 5_000, 15_000, 30_000];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Which text a page starts with: the server's, what this browser still holds, or both when neither follows from the other. */
export function reconcile<V>(
  server: SavedDraft<V> | null,
  unsent: UnsentDraft<V> | null,
): "server" | "unsent" | "conflict" {
  if (!unsent || (server && same(server.values, unsent.values))) return "server";
  if (!server || server.revision === unsent.base) return "unsent";
  if (server.editor !== unsent.editor) return "conflict";
  return server.revision >= unsent.revision ? "server" : "unsent";
}

/** What this browser holds of a draft, or null. A text that cannot be read counts as none. */
export function readUnsent<V>(store: DraftStore, key: string, parse: (values: unknown) => V): UnsentDraft<V> | null {
  try {
    const held: unknown = JSON.parse(store.getItem(key) ?? "null");
    if (typeof held !== "object" || held === null) return null;
    const { base, revision, editor, at, values } = held as Record<string, unknown>;
    if (
      typeof base !== "number" ||
      typeof revision !== "number" ||
      typeof editor !== "string" ||
      typeof at !== "string"
    )
      return null;
    return { base, revision, editor, at, values: parse(values) };
  } catch {
    return null;
  }
}

/**
 * Saves a draft while it is typed: only when it changed, one save at a time, the newest text last. What is not known to be on the server
 * stands in the browser's session storage. Nothing here knows React: components/forms/use-draft.ts listens to it.
 */
export class DraftSaver<V> {
  readonly #listeners = new Set<() => void>();
  #state: DraftState<V>;
  #values: V;
  #known: V;
  #base: number;
  #revision: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<void> | null = null;
  #failures = 0;
  #stopped = false;

  constructor(
    private readonly at: {
      key: string;
      editor: string;
      store: DraftStore;
      send: SendDraft<V>;
      look?: LookAtDraft<V>;
      now?: () => Date;
    },
    start: { values: V; saved: SavedDraft<V> | null; unsent: UnsentDraft<V> | null },
  ) {
    const choice = reconcile(start.saved, start.unsent);
    this.#base = start.saved?.revision ?? 0;
    this.#revision = Math.max(this.#base, start.unsent?.revision ?? 0);
    this.#known = start.saved?.values ?? start.values;
    this.#values = choice === "server" || !start.unsent ? this.#known : start.unsent.values;
    this.#state = {
      status:
        choice === "conflict" ? "conflict" : choice === "unsent" ? "waiting" : start.saved ? "saved" : "untouched",
      at: start.saved?.savedAt ?? start.unsent?.at ?? null,
      since: null,
      other: choice === "conflict" ? start.saved : null,
      reference: null,
      takenOver: null,
    };
    if (choice === "server") this.at.store.removeItem(this.at.key);
    if (choice === "unsent") this.#later(0);
  }

  get state(): DraftState<V> {
    return this.#state;
  }

  /** What the form shows when it opens. */
  get values(): V {
    return this.#values;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The form changed: kept here at once, sent after a pause. */
  change(values: V): void {
    if (this.#stopped || same(values, this.#values)) return;
    this.#values = values;
    this.#revision += 1;
    this.#hold();
    if (this.#state.takenOver) this.#set({ takenOver: null });
    if (this.#state.status === "conflict") return;
    if (!this.#dirty && !this.#flight) {
      this.#settled({});
      return;
    }
    if (this.#state.status !== "signed-out" && this.#state.status !== "kept") this.#set({ status: "waiting" });
    this.#later(this.#failures > 0 ? undefined : pauseBeforeSaving);
  }

  /** Sends what is not sent. Resolves when the server has everything, or has not been reached. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#flight;
    if (!this.#dirty || this.#stopped || this.#state.status === "conflict") return;
    this.#flight = this.#save().finally(() => {
      this.#flight = null;
    });
    await this.#flight;
  }

  /** The page is being left: the last word, beside a save that may still be on its way. The revision tells the server which is newer. */
  leave(): void {
    if (!this.#dirty || this.#stopped || this.#state.status === "conflict") return;
    clearTimeout(this.#timer);
    const sent = this.#values;
    this.at
      .send(this.#request(), true)
      .then((answer) => this.#take(answer, sent))
      .catch(() => this.#later());
  }

  /**
   * Whether another page has saved this draft since. Its text is taken over where nothing waits here, and returned for the form; where
   * something does, the two stand against each other. Null where there is nothing new, or no answer.
   */
  async look(): Promise<V | null> {
    if (!this.at.look || this.#stopped || this.#flight || this.#state.status === "conflict") return null;
    const before = this.#revision;
    const now = await this.at.look().catch(() => null);
    if (!now || this.#stopped || this.#flight || this.#revision !== before) return null;
    if (now.kind === "submitted") {
      this.#take(now, this.#values);
      return null;
    }
    const { current } = now;
    if (!current || current.revision === this.#base || current.editor === this.at.editor) return null;
    if (this.#dirty || same(current.values, this.#values)) {
      this.#meet(current);
      return null;
    }
    this.#base = current.revision;
    this.#revision = Math.max(this.#revision, current.revision);
    this.#known = current.values;
    this.#values = current.values;
    this.#set({ status: "saved", at: current.savedAt, since: null, takenOver: current.savedAt });
    return current.values;
  }

  /** Of two texts of one draft: this page's from now on, or the other page's (returned, for the form). */
  settle(choice: "mine" | "theirs"): V {
    const { other } = this.#state;
    if (!other) return this.#values;
    this.#base = other.revision;
    this.#revision = Math.max(this.#revision, other.revision) + 1;
    this.#known = other.values;
    if (choice === "theirs") {
      this.#values = other.values;
      this.at.store.removeItem(this.at.key);
      this.#set({ status: "saved", at: other.savedAt, other: null });
    } else {
      this.#hold();
      this.#set({ status: "waiting", other: null });
      this.#later(0);
    }
    return this.#values;
  }

  /** No more saves: the draft was submitted or discarded. Waits for the one that is on its way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#flight;
  }

  /** Goes on after a stop, because submitting or discarding failed. */
  resume(): void {
    this.#stopped = false;
    if (this.#dirty) this.#later(pauseBeforeSaving);
  }

  /** The draft is gone from the server too: nothing of it stays in this browser. */
  forget(): void {
    this.at.store.removeItem(this.at.key);
  }

  /** Leaves the text under another key, as a draft that was never saved, for the page that opens next. */
  moveTo(key: string): void {
    this.#stopped = true;
    this.#base = 0;
    this.#hold(key);
    this.forget();
  }

  get #dirty(): boolean {
    return !same(this.#values, this.#known);
  }

  #now(): string {
    return (this.at.now?.() ?? new Date()).toISOString();
  }

  #set(change: Partial<DraftState<V>>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #request(): DraftRequest {
    return { editor: this.at.editor, base: this.#base, revision: this.#revision, values: this.#values };
  }

  #hold(key = this.at.key): void {
    const held: UnsentDraft<V> = { ...this.#request(), values: this.#values, at: this.#now() };
    try {
      this.at.store.setItem(key, JSON.stringify(held));
    } catch {
      // Full or forbidden: the server's copy is the only one then.
    }
  }

  #later(pause = pausesBeforeRetry[Math.min(this.#failures, pausesBeforeRetry.length) - 1] ?? pauseBeforeSaving): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  async #save(): Promise<void> {
    const request = this.#request();
    const sent = this.#values;
    const reached = this.#state.status !== "kept" && this.#state.status !== "signed-out";
    if (reached) this.#set({ status: "saving" });
    let answer: DraftAnswer<V>;
    try {
      answer = await this.at.send(request, false);
    } catch {
      this.#failures += 1;
      this.#set({ status: "kept", at: this.#now(), since: this.#state.since ?? this.#now() });
      if (!this.#stopped) this.#later();
      return;
    }
    this.#failures = 0;
    this.#take(answer, sent);
  }

  #take(answer: DraftAnswer<V>, sent: V): void {
    if (answer.kind === "saved") {
      this.#base = answer.revision;
      this.#known = sent;
      this.#settled({ at: answer.savedAt, since: null });
    } else if (answer.kind === "conflict") {
      this.#meet(answer.current);
    } else if (answer.kind === "submitted") {
      this.#stopped = true;
      this.forget();
      this.#set({ status: "submitted", reference: answer.reference });
    } else {
      this.#set({ status: answer.kind, at: this.#now() });
    }
  }

  /** Another page's save, or one of this page's own from before it was loaded again, which is no conflict. */
  #meet(current: SavedDraft<V>): void {
    if (!same(current.values, this.#known) && !same(current.values, this.#values)) {
      this.#set({ status: "conflict", other: current, since: null });
      return;
    }
    this.#base = current.revision;
    this.#revision = Math.max(this.#revision, current.revision) + 1;
    this.#known = current.values;
    this.#settled({ at: current.savedAt, since: null });
  }

  /** After an answer: either the server has everything, or what came since follows. */
  #settled(change: Partial<DraftState<V>>): void {
    if (this.#dirty) {
      this.#later(pauseBeforeSaving);
      this.#set({ status: "waiting", ...change });
      return;
    }
    clearTimeout(this.#timer);
    this.forget();
    this.#set({ status: this.#base === 0 ? "untouched" : "saved", ...change });
  }
}
