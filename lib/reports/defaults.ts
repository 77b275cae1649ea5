import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { attributionCodes, handlingCodes, reliabilityCodes, unitCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import type { ReportForm } from "./types";

const last = z.object({
  handling: z.enum(handlingCodes),
  attribution: z.enum(attributionCodes).nullable(),
  units: z.array(z.enum(unitCodes)),
  source: z.object({
    id: z.number(),
    title: z.string(),
    author: z.string().nullable(),
    publisher: z.string().nullable(),
    published: z.string().nullable(),
    reliability: z.enum(reliabilityCodes),
  }),
});

/**
 * What the viewer's last report says of itself, as far as the next one is likely to say the same. Nothing that only a source can say: no
 * date, place, quantity or person. Null for somebody who has logged nothing.
 */
export async function lastReportOf(tx: Tx, viewer: Viewer): Promise<ReportForm["last"]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT r.handling, v.account->>'attribution' AS attribution,
      ARRAY(SELECT DISTINCT l->>'unit' FROM jsonb_array_elements(v.account->'lines') l WHERE l->>'unit' IS NOT NULL) AS units,
      jsonb_build_object('id', s.id, 'title', s.title, 'author', s.author, 'publisher', s.publisher,
        'published', s.published_edtf, 'reliability', s.reliability) AS source
    FROM (SELECT id, handling, source_id FROM report WHERE author_id = ${viewer.userId} ORDER BY created_at DESC, id DESC LIMIT 1) r
      JOIN report_version v ON v.report_id = r.id AND v.number = 1 JOIN source s ON s.id = r.source_id`;
  return rows[0] ? last.parse(rows[0]) : null;
}
