import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DraftAnswer, DraftNow, DraftRequest, SavedDraft, UnsentDraft } from "./draft-saver";
import { DraftSaver, readUnsent, reconcile } from "./draft-saver";

type Text = { note: string };
const key = "draft";
const text = (note: string): Text => ({ note });
const saved = (revision: number, note: string, editor = "server"): SavedDraft<Text> => ({
  revision,
  editor,
  savedAt: "2010-11-22T09:00:00.000Z",
  values: text(note),
});

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

/** A server that takes saves by the rule of lib/reports/drafts: newer from the same page, or based on what is there. */
function server(row: SavedDraft<Text> | null = null) {
  const requests: (DraftRequest & { leaving: boolean })[] = [];
  const state = { row, away: false, answer: null as DraftAnswer<Text> | null };
  const send = async (request: DraftRequest, leaving: boolean): Promise<DraftAnswer<Text>> => {
    requests.push({ ...request, leaving });
    await Promise.resolve();
    if (state.away) throw new TypeError("Failed to fetch");
    if (state.answer) return state.answer;
    const now = state.row;
    if (now && now.editor === request.editor && request.revision <= now.revision)
      return { kind: "saved", revision: now.revision, savedAt: now.savedAt };
    if (now && now.editor !== request.editor && now.revision !== request.base)
      return { kind: "conflict", current: now };
    state.row = saved(request.revision, (request.values as Text).note, request.editor);
    return { kind: "saved", revision: request.revision, savedAt: state.row.savedAt };
  };
  const look = async (): Promise<DraftNow<Text>> => {
    await Promise.resolve();
    if (state.away) throw new TypeError("Failed to fetch");
    return state.answer?.kind === "submitted" ? state.answer : { kind: "draft", current: state.row };
  };
  return { requests, state, send, look };
}

function page(at: ReturnType<typeof server>, store = memory(), editor = "page") {
  const start = { values: text(""), saved: at.state.row, unsent: readUnsent(store, key, (v) => v as Text) };
  return new DraftSaver<Text>({ key, editor, store, send: at.send, look: at.look }, start);
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2010-11-22T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("saving while typing", () => {
  it("sends nothing until something changed, and nothing for the same text", async () => {
    const at = server();
    const saver = page(at);
    saver.change(text(""));
    await wait(60_000);
    expect(at.requests).toEqual([]);
    expect(saver.state).toMatchObject({ status: "untouched", at: null });
  });

  it("waits for a pause, sends the newest text once, and forgets the browser's copy when the server has it", async () => {
    const at = server();
    const store = memory();
    const saver = page(at, store);
    for (const note of ["i", "ic", "ice"]) {
      saver.change(text(note));
      await wait(100);
    }
    expect(at.requests).toEqual([]);
    expect(JSON.parse(store.kept.get(key) ?? "")).toMatchObject({ values: text("ice"), base: 0, revision: 3 });
    await wait(800);
    expect(at.requests).toHaveLength(1);
    expect(at.state.row?.values).toEqual(text("ice"));
    expect(saver.state).toMatchObject({ status: "saved", at: "2010-11-22T09:00:00.000Z" });
    expect(store.kept.size).toBe(0);
  });

  it("has one save on its way at a time, and sends what came meanwhile afterwards", async () => {
    const at = server();
    let release = (_: DraftAnswer<Text>) => {};
    const slow = new Promise<DraftAnswer<Text>>((resolve) => {
      release = resolve;
    });
    const send = vi.fn(at.send).mockReturnValueOnce(slow);
    const saver = new DraftSaver<Text>(
      { key, editor: "page", store: memory(), send },
      { values: text(""), saved: null, unsent: null },
    );
    saver.change(text("a"));
    await wait(1_000);
    saver.change(text("ab"));
    await wait(5_000);
    expect(send).toHaveBeenCalledTimes(1);
    release({ kind: "saved", revision: 1, savedAt: "2010-11-22T10:00:06.000Z" });
    await wait(1_000);
    expect(send.mock.calls[1]?.[0]).toMatchObject({ base: 1, revision: 2, values: text("ab") });
    expect(saver.state.status).toBe("saved");
  });

  it("is settled again when the text is what the server has", async () => {
    const at = server(saved(4, "ice"));
    const store = memory();
    const saver = page(at, store);
    saver.change(text("icee"));
    saver.change(text("ice"));
    await wait(5_000);
    expect(at.requests).toEqual([]);
    expect(saver.state.status).toBe("saved");
    expect(store.kept.size).toBe(0);
  });
});

describe("without the server", () => {
  it("keeps the text in the browser, says since when, tries again, and recovers by itself", async () => {
    const at = server();
    const store = memory();
    const saver = page(at, store);
    at.state.away = true;
    saver.change(text("ice"));
    await wait(800);
    expect(saver.state).toMatchObject({ status: "kept", since: "2010-11-22T10:00:00.800Z" });
    await wait(2_000);
    expect(at.requests).toHaveLength(2);
    expect(saver.state.since).toBe("2010-11-22T10:00:00.800Z");
    expect(store.kept.size).toBe(1);
    at.state.away = false;
    await wait(5_000);
    expect(saver.state).toMatchObject({ status: "saved", since: null });
    expect(at.state.row?.values).toEqual(text("ice"));
  });

  it("says that the session ended, keeps the text for the page after signing in, and sends it from there", async () => {
    const at = server(saved(3, "i"));
    const store = memory();
    const first = page(at, store);
    at.state.answer = { kind: "signed-out" };
    first.change(text("ice"));
    await wait(1_000);
    expect(first.state.status).toBe("signed-out");
    first.change(text("ice 1"));
    await wait(1_000);
    at.state.answer = null;
    const second = page(at, store, "second");
    expect(second.values).toEqual(text("ice 1"));
    await wait(10);
    expect(at.state.row?.values).toEqual(text("ice 1"));
    expect(second.state.status).toBe("saved");
  });

  it("lives without a store that may be written", async () => {
    const at = server();
    const store = {
      ...memory(),
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    const saver = new DraftSaver<Text>(
      { key, editor: "page", store, send: at.send },
      { values: text(""), saved: null, unsent: null },
    );
    saver.change(text("ice"));
    await wait(1_000);
    expect(at.state.row?.values).toEqual(text("ice"));
  });
});

describe("leaving", () => {
  it("sends the last words at once, beside a save on its way, and the older one does not win", async () => {
    const at = server();
    const saver = page(at);
    saver.change(text("ice"));
    saver.leave();
    saver.change(text("ice, wrapped"));
    saver.leave();
    await wait(0);
    expect(at.requests.map(({ leaving, revision }) => [leaving, revision])).toEqual([
      [true, 1],
      [true, 2],
    ]);
    await at.send({ editor: "page", base: 0, revision: 1, values: text("ice") }, false);
    expect(at.state.row?.values).toEqual(text("ice, wrapped"));
  });

  it("sends nothing when the server has everything", () => {
    const at = server(saved(1, "ice"));
    page(at).leave();
    expect(at.requests).toEqual([]);
  });
});

describe("two pages", () => {
  it("says that another page saved the draft, and overwrites nothing until somebody chooses", async () => {
    const at = server(saved(1, "ice"));
    const [one, two] = [page(at, memory(), "one"), page(at, memory(), "two")];
    one.change(text("one"));
    await wait(1_000);
    two.change(text("two"));
    await wait(1_000);
    expect(two.state).toMatchObject({ status: "conflict", other: { values: text("one") } });
    two.change(text("two more"));
    await wait(60_000);
    expect(at.state.row?.values).toEqual(text("one"));
    expect(two.settle("mine")).toEqual(text("two more"));
    await wait(1_000);
    expect(at.state.row?.values).toEqual(text("two more"));
    expect(two.state.status).toBe("saved");
  });

  it("takes the other page's text when that is chosen", async () => {
    const at = server(saved(1, "ice"));
    const [one, two] = [page(at, memory(), "one"), page(at, memory(), "two")];
    one.change(text("one"));
    await wait(1_000);
    two.change(text("two"));
    await wait(1_000);
    expect(two.settle("theirs")).toEqual(text("one"));
    expect(two.state.status).toBe("saved");
    two.change(text("one and two"));
    await wait(1_000);
    expect(at.state.row?.values).toEqual(text("one and two"));
  });

  it("does not call its own late save a conflict", async () => {
    const at = server(saved(1, "ice"));
    const saver = page(at, memory(), "reloaded");
    // The page before the reload had sent this; it arrives only now, and its text is the one this page began with.
    at.state.row = saved(2, "ice", "before");
    saver.change(text("ice 2"));
    await wait(5_000);
    expect(saver.state.status).toBe("saved");
    expect(at.state.row?.values).toEqual(text("ice 2"));
  });
});

describe("looking at what another page did", () => {
  it("takes its text over where nothing waits here, says since when, and goes on from there", async () => {
    const at = server(saved(1, "first"));
    const saver = page(at);
    at.state.row = saved(2, "from the other page", "other");
    expect(await saver.look()).toEqual(text("from the other page"));
    expect(saver.values).toEqual(text("from the other page"));
    expect(saver.state).toMatchObject({ status: "saved", takenOver: at.state.row.savedAt });
    saver.change(text("and on"));
    expect(saver.state.takenOver).toBeNull();
    await saver.flush();
    expect(at.state.row).toMatchObject({ editor: "page", values: text("and on") });
    expect(saver.state.status).toBe("saved");
  });

  it("sets the two against each other where something waits here", async () => {
    const at = server(saved(1, "first"));
    const saver = page(at);
    saver.change(text("mine"));
    at.state.row = saved(2, "theirs", "other");
    expect(await saver.look()).toBeNull();
    expect(saver.values).toEqual(text("mine"));
    expect(saver.state).toMatchObject({ status: "conflict", other: at.state.row });
  });

  it("finds nothing in its own saves, in an older text, or where no answer comes", async () => {
    const at = server(saved(1, "first"));
    const saver = page(at);
    expect(await saver.look()).toBeNull();
    saver.change(text("mine"));
    await saver.flush();
    expect(await saver.look()).toBeNull();
    at.state.row = saved(9, "theirs", "other");
    at.state.away = true;
    expect(await saver.look()).toBeNull();
    expect(saver.state.status).toBe("saved");
  });

  it("says that the draft has become a report", async () => {
    const at = server(saved(1, "first"));
    const saver = page(at);
    at.state.answer = { kind: "submitted", reference: "C-1" };
    expect(await saver.look()).toBeNull();
    expect(saver.state).toMatchObject({ status: "submitted", reference: "C-1" });
  });
});

describe("the end of a draft", () => {
  it("sends nothing after a stop, and goes on after a failed submit", async () => {
    const at = server();
    const saver = page(at);
    saver.change(text("ice"));
    await saver.stop();
    await wait(5_000);
    expect(at.requests).toEqual([]);
    saver.resume();
    await wait(1_000);
    expect(at.state.row?.values).toEqual(text("ice"));
  });

  it("stops when the draft has become a report, and names the case", async () => {
    const at = server();
    const store = memory();
    const saver = page(at, store);
    at.state.answer = { kind: "submitted", reference: "C-7K3M-9QXA" };
    saver.change(text("ice"));
    await wait(1_000);
    expect(saver.state).toMatchObject({ status: "submitted", reference: "C-7K3M-9QXA" });
    expect(store.kept.size).toBe(0);
    saver.change(text("ice 2"));
    await wait(5_000);
    expect(at.requests).toHaveLength(1);
  });

  it("moves the text to another id as a draft that was never saved", async () => {
    const at = server();
    const store = memory();
    const saver = page(at, store);
    at.state.answer = { kind: "taken" };
    saver.change(text("ice"));
    await wait(1_000);
    expect(saver.state.status).toBe("taken");
    saver.moveTo("other");
    expect([...store.kept.keys()]).toEqual(["other"]);
    expect(readUnsent(store, "other", (v) => v)).toMatchObject({ base: 0, values: text("ice") });
  });
});

describe("reconcile", () => {
  const unsent = (base: number, revision: number, note: string, editor = "page"): UnsentDraft<Text> => ({
    base,
    revision,
    editor,
    at: "2010-11-22T09:30:00.000Z",
    values: text(note),
  });
  it.each([
    ["nothing here", saved(3, "a"), null, "server"],
    ["never saved", null, unsent(0, 2, "b"), "unsent"],
    ["follows from the server's", saved(3, "a"), unsent(3, 5, "b"), "unsent"],
    ["the save arrived, its answer did not", saved(5, "b", "page"), unsent(3, 5, "b"), "server"],
    ["an older save of the same page arrived", saved(4, "ab", "page"), unsent(3, 5, "b"), "unsent"],
    ["a newer save of the same page arrived", saved(6, "c", "page"), unsent(3, 5, "b"), "server"],
    ["another page saved", saved(4, "x", "other"), unsent(3, 5, "b"), "conflict"],
    ["another page saved the same", saved(4, "b", "other"), unsent(3, 5, "b"), "server"],
  ] as const)("%s", (_, row, held, choice) => {
    expect(reconcile(row, held)).toBe(choice);
  });
});

describe("readUnsent", () => {
  it.each(["", "{", "null", "5", '{"base":1}', '{"base":"1","revision":1,"editor":"e","at":"x","values":{}}'])(
    "takes %s for nothing",
    (held) => {
      const store = memory();
      store.kept.set(key, held);
      expect(readUnsent(store, key, (v) => v)).toBeNull();
    },
  );
});
