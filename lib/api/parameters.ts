import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Problem } from "@/lib/filter/fields";
import type { ApiCall, QueryParameter } from "./types";

// What operations read of a request beside the filter. A program must not take the answer to another question for its own: what a page
// names and ignores is refused here.

export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusal(problems);
}

export function refusal(problems: readonly Problem[]): AppError {
  return new AppError("INVALID", {
    fields: problems.map(({ key, value, reason }) => ({
      path: key,
      message: `filter.problem.${reason}`,
      values: { value: value.slice(0, 200) },
    })),
    members: { status: 400, title: "The request is not valid" },
  });
}

const mostRows = 500;
export const paging: QueryParameter[] = [
  {
    name: "limit",
    description: "Entries at once.",
    schema: z.int().min(1).max(mostRows).default(50),
  },
  { name: "cursor", description: "`next` of the part before.", schema: z.string().max(300) },
];

export function sizeOf(query: URLSearchParams): { size: number; problems: Problem[] } {
  const [text, ...others] = query.getAll("limit").filter((value) => value !== "");
  const problems = others.map((value): Problem => ({ key: "limit", value, reason: "given-twice" }));
  if (text === undefined) return { size: 50, problems };
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= mostRows) return { size, problems };
  return { size: 50, problems: [...problems, { key: "limit", value: text, reason: "unknown-value" }] };
}

/** Which of these keys the query gives that the operation does not know, or gives twice. */
export function oddKeys(query: URLSearchParams, known: readonly string[]): Problem[] {
  const keys = [...new Set(query.keys())];
  return keys.flatMap((key): Problem[] => {
    const [, ...others] = query.getAll(key);
    if (!known.includes(key)) return [{ key, value: query.get(key) ?? "", reason: "unknown-key" }];
    return others.map((value) => ({ key, value, reason: "given-twice" }));
  });
}

/** One of a closed list, or null where the query does not say. @throws AppError INVALID at the key */
export function choiceOf<C extends string>(query: URLSearchParams, key: string, choices: readonly C[]): C | null {
  const value = query.get(key);
  if (value === null || value === "") return null;
  const found = choices.find((one) => one === value);
  if (found === undefined) throw refusal([{ key, value, reason: "unknown-value" }]);
  return found;
}

/** A part of a list that is cut by place: how many entries, and after which one. Other keys than these are refused. */
export function placeOf(query: URLSearchParams, known: readonly string[] = []): { size: number; after: number } {
  const { size, problems } = sizeOf(query);
  const cursor = query.get("cursor") ?? "";
  refuse([
    ...oddKeys(query, ["limit", "cursor", ...known]).filter(({ key }) => key !== "limit"),
    ...problems,
    ...(/^\d{0,9}$/.test(cursor) ? [] : [{ key: "cursor", value: cursor, reason: "unknown-value" } as const]),
  ]);
  return { size, after: Number(cursor) };
}

/** The caller's own id of what this request makes. @throws AppError INVALID */
export function onceKey(headers: Headers): string {
  const key = z.uuid().toLowerCase().safeParse(headers.get("idempotency-key"));
  if (key.success) return key.data;
  throw new AppError("INVALID", { fields: [{ path: "Idempotency-Key", message: "errors.idempotency" }] });
}

/** The version that If-Match names; null where it names none. @throws AppError INVALID for what is no version */
export function matchOf(headers: Headers): number | null {
  const text = headers.get("if-match");
  if (text === null) return null;
  const version = /^"(\d{1,9})"$/.exec(text.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new AppError("INVALID", {
    fields: [{ path: "If-Match", message: "errors.if-match", values: { value: text.slice(0, 200) } }],
  });
}

/** As matchOf, where a write may not go without. @throws AppError INVALID, as 428 where there is none */
export function neededMatch(headers: Headers): number {
  const version = matchOf(headers);
  if (version !== null) return version;
  throw new AppError("INVALID", {
    fields: [{ path: "If-Match", message: "errors.if-match" }],
    members: { status: 428, title: "Say which version this is about" },
  });
}

/** @throws AppError CONFLICT, as 412 where another version stands than the one that If-Match names */
export function assertMatch(asked: number, stands: number, members: Record<string, unknown> = {}): void {
  if (asked === stands) return;
  throw new AppError("CONFLICT", {
    detail: `If-Match names version ${asked}; version ${stands} stands.`,
    members: { status: 412, title: "Changed meanwhile", ...members },
  });
}

export const etagOf = (version: number): string => `"${version}"`;

/** Reads a body. @throws AppError INVALID with every mistake at its path; a message that is one of ours is told as it is */
export function readBodyAs<S extends z.ZodType>(schema: S, body: ApiCall["body"]): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new AppError("INVALID", {
    fields: read.error.issues.map(({ path, message }) => {
      const at = path.map(String).join(".");
      return /^[a-z]+(\.[a-z0-9-]+)+$/.test(message)
        ? { path: at, message }
        : { path: at, message: "errors.schema", values: { said: message } };
    }),
  });
}
