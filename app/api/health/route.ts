import { health } from "@/lib/db/system";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

/** Whether the server can work: its database answers and has the migrations that this build knows. 200, or 503. */
export async function GET(): Promise<Response> {
  const { WEIR_MIGRATION: newest, WEIR_VERSION: version } = env();
  const { database, migrations } = await health(newest ? [newest] : []);
  const well = database === "ok" && migrations === "current";
  return Response.json(
    { status: well ? "ok" : "unavailable", database, migrations, version },
    { status: well ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
