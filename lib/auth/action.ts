import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionResult } from "@/lib/errors";
import { AppError, parseInput } from "@/lib/errors";
import { failureOf, problemResponse } from "./problem";
import type { Viewer } from "./types";
import { authenticate } from "./viewer";

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
