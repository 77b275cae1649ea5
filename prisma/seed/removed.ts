import { z } from "zod";
import { builtInViewer } from "@/lib/auth/mint";
import { withViewer } from "@/lib/db/with-viewer";

const row = z.object({ table_name: z.string(), key: z.string() });

/**
 * What stood on a curated list and was taken off it since, as `table/key`. The log remembers it, so that a shipped record that somebody
 * deleted does not come back with the next start. Keys are slugs and register keys; for other names `id of the owner/term`.
 */
export async function removedSince(): Promise<ReadonlySet<string>> {
  const operator = await builtInViewer("operator");
  const rows = await withViewer(
    operator,
    (tx) => tx.$queryRaw`
      SELECT DISTINCT table_name, coalesce(old_row ->> 'slug', old_row ->> 'register_key', row_key) AS key FROM audit_change
      WHERE operation = 'delete' AND table_name IN ('transit_point', 'transit_point_alias', 'substance', 'substance_synonym',
        'indicator', 'indicator_value', 'marker', 'assessment')`,
  );
  return new Set(
    z
      .array(row)
      .parse(rows)
      .map((r) => `${r.table_name}/${r.key}`),
  );
}
