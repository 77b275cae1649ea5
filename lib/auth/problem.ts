import type { ErrorCode, Failure } from "@/lib/errors";
import { AppError } from "@/lib/errors";
import { log, logDefect } from "@/lib/log";

/** The one place that turns whatever was thrown into what is told: expected failures by code, the rest by the id it is logged under. */
export function failureOf(error: unknown, where: string): Failure {
  if (!(error instanceof AppError)) return { code: "DEFECT", fields: [], id: logDefect(error, where) };
  const { code, fields, retryAfter } = error;
  if (code === "UNAVAILABLE") log().warn({ where, err: error }, "unavailable");
  return { code, fields, ...(retryAfter === undefined ? {} : { wait: retryAfter }) };
}

const statuses: Record<ErrorCode | "DEFECT", [status: number, title: string]> = {
  UNAUTHENTICATED: [401, "Not signed in"],
  FORBIDDEN: [403, "Not allowed"],
  NOT_FOUND: [404, "Not found"],
  INVALID: [422, "The input is not valid"],
  CONFLICT: [409, "Changed meanwhile"],
  RATE_LIMITED: [429, "Too many requests"],
  UNAVAILABLE: [503, "Not available now"],
  DEFECT: [500, "An error of the server"],
};

/** Members of a problem document beside those that a failure has of itself; `status` and `title` take the place of the code's own. */
export type ProblemMembers = Readonly<{ status?: number; title?: string; [member: string]: unknown }>;

/**
 * A failure as problem details (RFC 9457), in English: `code` and `fields` are for programs.
 * @param where the route, for the log
 */
export function problemResponse(error: unknown, where: string, members: ProblemMembers = {}): Response {
  const { code, fields, wait, id } = failureOf(error, where);
  const [status, title] = statuses[code];
  const body = {
    type: "about:blank",
    title,
    status,
    code,
    ...(fields.length > 0 ? { fields } : {}),
    ...(id ? { id } : {}),
    ...members,
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (wait !== undefined) headers.set("retry-after", String(wait));
  return new Response(JSON.stringify(body), { status: body.status, headers });
}
