import type { SearchParams } from "@/lib/filter/codec";
import { parseFilter, toQuery } from "@/lib/filter/codec";
import type { Problem } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import type { QueueFilter } from "./types";

/** A place in the queue: the instant (ISO, milliseconds) since when the report there waits, and its id. */
export type QueueCursor = { since: string; id: string };

const cursorText =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

export const writeCursor = ({ since, id }: QueueCursor): string => `${since}~${id}`;

/** Reads a cursor; null when it is none. */
export function readCursor(text: string): QueueCursor | null {
  const [, since, id] = cursorText.exec(text) ?? [];
  return since && id && !Number.isNaN(Date.parse(since)) ? { since, id } : null;
}

/** Where in the queue a page begins; null at its beginning. */
export type QueuePlace = { side: "after" | "before"; cursor: QueueCursor } | null;

/** What the address of `/review` asks for. Keys of the one filter that say nothing of a queue are named as not understood. */
export function readQueue(params: SearchParams): { filter: QueueFilter; at: QueuePlace; problems: Problem[] } {
  const { filter, page, problems } = parseFilter(params, ["cursor", "before"]);
  /** The queue takes one value of each of its keys. */
  const first = <T extends string>(key: string, [value, ...more]: readonly T[]): T | null => {
    for (const other of more) problems.push({ key, value: other, reason: "given-twice" });
    return value ?? null;
  };
  const point = first("point", filter.point);
  const handling = first("handling", filter.handling);
  const owner = first("owner", filter.owner);
  const others = { ...filter, point: [], handling: [], owner: [], q: null };
  for (const [key, value] of new URLSearchParams(toQuery(others)).entries())
    problems.push({ key, value, reason: "unknown-key" });

  const [key, text] = page.cursor !== null ? (["cursor", page.cursor] as const) : (["before", page.before] as const);
  const cursor = text === null ? null : readCursor(text);
  if (text !== null && cursor === null) problems.push({ key, value: text, reason: "unknown-value" });
  return {
    filter: { point, handling, owner, q: filter.q },
    at: cursor && { side: key === "cursor" ? "after" : "before", cursor },
    problems,
  };
}

/** The address of a part of the queue. */
export function queueHref(filter: QueueFilter, step: { cursor?: string; before?: string } = {}): string {
  const of = <T>(value: T | null): T[] => (value === null ? [] : [value]);
  const { point, handling, owner, q } = filter;
  const query = new URLSearchParams(
    toQuery({ ...emptyFilter, point: of(point), handling: of(handling), owner: of(owner), q }),
  );
  if (step.cursor) query.set("cursor", step.cursor);
  if (step.before) query.set("before", step.before);
  const text = query.toString().replaceAll("%7E", "~");
  return text === "" ? "/review" : `/review?${text}`;
}
