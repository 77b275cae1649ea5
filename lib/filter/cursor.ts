import type { Sort } from "./fields";
import { readDay } from "./values";

/**
 * A place in a list: the sort key of the row there, and the row's public reference. Never the case's number: numbers in sequence would tell
 * how many cases others have. The key travels too, so that a place survives an edit of its row. An empty key is "not known".
 */
export type Cursor = Readonly<{ key: string | null; reference: string }>;

const reference = /^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/;

export function writeCursor({ key, reference }: Cursor): string {
  return `${key ?? ""}~${reference}`;
}

/** Reads a cursor of a list in this order; null when it is none. */
export function readCursor(text: string, sort: Sort): Cursor | null {
  const [key, name, ...rest] = text.split("~");
  if (key === undefined || name === undefined || rest.length > 0 || !reference.test(name)) return null;
  if (key === "") return sort === "point" || sort === "grade" ? null : { key: null, reference: name };
  return isKey(key, sort) ? { key, reference: name } : null;
}

function isKey(key: string, sort: Sort): boolean {
  switch (sort) {
    case "date":
    case "-date":
      return isDay(key);
    case "quantity":
    case "-quantity":
    case "point":
      return /^\d{1,18}$/.test(key);
    case "grade":
      return /^\d{1,2}$/.test(key);
    case "reference":
    case "logged":
    case "-logged":
      return false;
  }
}

function isDay(key: string): boolean {
  try {
    return readDay(key).length === 10;
  } catch {
    return false;
  }
}
