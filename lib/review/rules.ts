import type { Handling } from "@/lib/codes";
import { handlingCodes } from "@/lib/codes";
import type { SearchParams } from "@/lib/filter/codec";
import { activeFields, parseFilter, toQuery } from "@/lib/filter/codec";
import type { Problem } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import { readCode, readSlug } from "@/lib/filter/values";
import type { QueueFilter } from "./types";

/** A place in the queue: the instant (ISO, milliseconds) since when the report there waits, and its id. */
export type QueueCursor = { since: string; id: string };

const cursorText =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

export const writeCursor = ({ since, id }: { since: Date; id: string }): string => `${since.toISOString()}~${id}`;

/** Reads a cursor; null when it is none. */
export function readCursor(text: string): QueueCursor | null {
  const [, since, id] = cursorText.exec(text) ?? [];
  return since && id && !Number.isNaN(Date.parse(since)) ? { since, id } : null;
}

/** Where in the queue a page begins; null at its beginning. */
export type QueuePlace = { side: "after" | "before"; cursor: QueueCursor } | null;

/** What the address of `/review` asks for. Keys of the one filter that say nothing of a queue are named as not understood. */
export function readQueue(params: SearchParams): { filter: QueueFilter; at: QueuePlace; problems: Problem[] } {
  const { filter, page, problems } = parseFilter(params, ["cursor", "before", "handling", "owner"]);
  const [point, ...morePoints] = filter.point;
  for (const value of morePoints) problems.push({ key: "point", value, reason: "given-twice" });
  for (const field of activeFields(filter))
    if (field !== "point" && field !== "q") {
      const asked = [...new URLSearchParams(toQuery({ ...filter, point: [], q: null })).entries()];
      for (const [key, value] of asked)
        if (!problems.some((problem) => problem.key === key && problem.value === value))
          problems.push({ key, value, reason: "unknown-key" });
    }

  const handling = own(params, "handling", readCode(handlingCodes), problems);
  const owner = own(params, "owner", readSlug, problems);
  const [key, text] = page.cursor !== null ? (["cursor", page.cursor] as const) : (["before", page.before] as const);
  const cursor = text === null ? null : readCursor(text);
  if (text !== null && cursor === null) problems.push({ key, value: text, reason: "unknown-value" });
  return {
    filter: { point: point ?? null, handling, owner, q: filter.q },
    at: cursor && { side: key === "cursor" ? "after" : "before", cursor },
    problems,
  };
}

/** A key of the queue alone: its first value that can be read. */
function own<T extends string>(
  params: SearchParams,
  key: string,
  read: (raw: string) => T,
  problems: Problem[],
): T | null {
  const given = params instanceof URLSearchParams ? params.getAll(key) : [params[key] ?? []].flat();
  let found: T | null = null;
  for (const value of given) {
    if (value.trim() === "") continue;
    try {
      const one = read(value);
      if (found === null) found = one;
      else if (one !== found) problems.push({ key, value, reason: "given-twice" });
    } catch {
      problems.push({ key, value, reason: "unknown-value" });
    }
  }
  return found;
}

/** The address of a part of the queue. */
export function queueHref(filter: QueueFilter, step: { cursor?: string; before?: string } = {}): string {
  const query = new URLSearchParams(
    toQuery({ ...emptyFilter, point: filter.point === null ? [] : [filter.point], q: filter.q }),
  );
  if (filter.handling) query.set("handling", filter.handling satisfies Handling);
  if (filter.owner) query.set("owner", filter.owner);
  if (step.cursor) query.set("cursor", step.cursor);
  if (step.before) query.set("before", step.before);
  const text = query.toString().replaceAll("%7E", "~");
  return text === "" ? "/review" : `/review?${text}`;
}
