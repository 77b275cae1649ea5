import { metrics } from "@/lib/api/metrics";
import { isFromHere } from "@/lib/auth/address";
import { viewerOfKey } from "@/lib/auth/keys";
import { problemResponse } from "@/lib/auth/problem";
import { countSessions } from "@/lib/auth/session";
import { databasePools } from "@/lib/db/system";
import { AppError } from "@/lib/errors";

export const dynamic = "force-dynamic";

/** What is measured, as Prometheus reads it: for programs on this machine, and for who sends an API key. Nothing of the register stands in it. */
export async function GET(request: Request): Promise<Response> {
  try {
    if (!isFromHere(request.headers)) await assertKey(request);
    const { registry, connections, sessions } = metrics();
    for (const { pool, ...states } of databasePools())
      for (const [state, count] of Object.entries(states)) connections.set({ pool, state }, count);
    // A database that is away is one of the things that the rest is asked for.
    sessions.set(await countSessions().catch(() => Number.NaN));
    return new Response(await registry.metrics(), {
      headers: { "content-type": registry.contentType, "cache-control": "no-store" },
    });
  } catch (error) {
    return problemResponse(error, "/api/metrics");
  }
}

async function assertKey(request: Request): Promise<void> {
  const key = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (key === undefined || !("viewer" in (await viewerOfKey(key)))) throw new AppError("UNAUTHENTICATED");
}
