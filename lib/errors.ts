import type { z } from "zod";

/** The closed set of ways in which a request can fail. Anything else is a defect: logged with an id and shown as that id. */
export const errorCodes = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "INVALID",
  "CONFLICT",
  "RATE_LIMITED",
  "UNAVAILABLE",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** A mistake at one field: `path` as in the form (`lines.0.quantity`), `message` a key of the messages, `values` its arguments. */
export type FieldProblem = { path: string; message: string; values?: Record<string, string | number> };

const digestMark = "WEIR_";

/** The code of the AppError that a digest stands for; undefined for the id of anything else. */
export function codeOfDigest(digest: string | undefined): ErrorCode | undefined {
  return errorCodes.find((code) => digest === `${digestMark}${code}`);
}

/** An expected failure. A row out of scope is NOT_FOUND, never FORBIDDEN. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** For INVALID: what is wrong, field by field. */
  readonly fields: FieldProblem[];
  /** For RATE_LIMITED: seconds until another try is worth it. */
  readonly retryAfter?: number;
  /** What a problem document says of it beside that: ways on, for programs. */
  readonly members: Readonly<Record<string, unknown>>;
  /** All that Next.js hands to the browser of an error that a page throws. */
  readonly digest: string;

  constructor(
    code: ErrorCode,
    options: {
      cause?: unknown;
      fields?: FieldProblem[];
      retryAfter?: number;
      detail?: string;
      members?: Record<string, unknown>;
    } = {},
  ) {
    super(options.detail ?? code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter;
    this.members = options.members ?? {};
    this.digest = `${digestMark}${code}`;
  }
}

/** INVALID at one field. */
export function invalid(path: string, message: string, values?: Record<string, string | number>): AppError {
  return new AppError("INVALID", { fields: [{ path, message, values }], detail: `INVALID ${path}: ${message}` });
}

const isMessageKey = (text: string) => /^[a-z]+(\.[a-z0-9-]+)+$/.test(text);

/**
 * What the schema makes of the input. Its messages are keys of the messages; a rule without one gets `errors.field`.
 * @throws AppError INVALID with every problem at its field
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path, message }) => ({
    path: path.map(String).join("."),
    message: isMessageKey(message) ? message : "errors.field",
  }));
  const detail = fields.map((field) => `${field.path}: ${field.message}`).join("; ");
  throw new AppError("INVALID", { fields, detail: `INVALID ${detail}` });
}

/**
 * What a server action tells the browser of a failure. `DEFECT` is anything that was not expected; `id` is how the log names it.
 * `wait` is in seconds.
 */
export type Failure = { code: ErrorCode | "DEFECT"; fields: FieldProblem[]; wait?: number; id?: string };
/** What every server action returns. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: Failure };
