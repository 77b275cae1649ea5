import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { planOnce } from "@/lib/db/prepared";
import type { SavedView } from "./types";
import { viewPages } from "./types";

const view = z.object({
  id: z.number(),
  name: z.string(),
  query: z.string(),
  page: z.enum(viewPages),
  shared: z.boolean(),
  own: z.boolean(),
  owner: z.string(),
  isDefault: z.boolean(),
});

/** The viewer's own views in their order, then what colleagues share, by name. One statement. */
export async function listViews(tx: Tx): Promise<SavedView[]> {
  const rows = await tx.$queryRaw`${planOnce}
    SELECT v.id, v.name, v.query, v.page, v.agency_id IS NOT NULL AS shared, v.user_id = current_setting('weir.user')::int AS own, u.name AS owner,
      d.view_id IS NOT NULL AS "isDefault"
    FROM saved_view v JOIN app_user u ON u.id = v.user_id
      LEFT JOIN default_view d ON d.view_id = v.id AND d.user_id = current_setting('weir.user')::int
    ORDER BY own DESC, CASE WHEN v.user_id = current_setting('weir.user')::int THEN v.position ELSE 0 END, v.name, v.id`;
  return z.array(view).parse(rows);
}
