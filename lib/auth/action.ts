import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionResult, ErrorCode, Failure } from "@/lib/errors";
import { AppError, parseInput } from "@/lib/errors";
import { log, logDefect } from "@/lib/log";
import type { Viewer } from "./types";
import { authenticate } from "./viewer";

/** The one place that turns whatever was thrown into what is told: expected failures by code, the rest by the id it is logged under. */
export function failureOf(error: unknown, where: string): Failure {
  if (!(error instanceof AppError)) return { code: "DEFECT", fields: [], id: logDefect(error, where) };
  const { code, fields, retryAfter } = error;
  if (code === "UNAVAILABLE") log().warn({ where, err: error }, "unavailable");
  return { code, fields, ...(retryAfter === undefined ? {} : { wait: retryAfter }) };
}

/**
 * Makes a server action: who asks, then what the schema makes of the input, then the work. Nothing is thrown to the browser but
 * Next's own redirects.
 * @param touch false where the call is no sign of life of the person
 */
export function viewerAction<S extends z.ZodType, T>(
  schema: S,
  handler: (viewer: Viewer, input: z.output<S>) => Promise<T>,
  { touch = true }: { touch?: boolean } = {},
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const viewer = await authenticate({ touch });
      return { ok: true, data: await handler(viewer, parseInput(schema, input)) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: failureOf(error, "action") };
    }
  };
}

/**
 * Makes a route handler for the browser: refuses writes that another site sends, mints the viewer, and answers failures as problem
 * details. The handler parses its own input (parseInput).
 */
export function viewerRoute<C>(
  handler: (viewer: Viewer, request: Request, context: C) => Promise<Response>,
  { touch = true }: { touch?: boolean } = {},
): (request: Request, context: C) => Promise<Response> {
  return async (request, context) => {
    try {
      assertSameSite(request);
      return await handler(await authenticate({ touch }), request, context);
    } catch (error) {
      unstable_rethrow(error);
      return problemResponse(error, new URL(request.url).pathname);
    }
  };
}

/** Browsers say where a request comes from; programs without a browser say nothing and bring no cookie by accident. */
function assertSameSite(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const foreign = site ? site !== "same-origin" && site !== "none" : origin !== null && hostOf(origin) !== host;
  if (foreign) throw new AppError("FORBIDDEN", { detail: "another site sent this request" });
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : origin);

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

/** A failure as problem details (RFC 9457), in English: `code` and `fields` are for programs. */
function problemResponse(error: unknown, where: string): Response {
  const { code, fields, wait, id } = failureOf(error, where);
  const [status, title] = statuses[code];
  const body = {
    type: "about:blank",
    title,
    status,
    code,
    ...(fields.length > 0 ? { fields } : {}),
    ...(id ? { id } : {}),
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (wait !== undefined) headers.set("retry-after", String(wait));
  return new Response(JSON.stringify(body), { status, headers });
}
