import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { reliabilityCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import type { FormSource } from "./types";

const sourceRow = z.object({
  id: z.number(),
  title: z.string(),
  author: z.string().nullable(),
  publisher: z.string().nullable(),
  published: z.string().nullable(),
  reliability: z.enum(reliabilityCodes),
});

/** The sources of these ids that the viewer may see. */
export async function sourcesById(tx: Tx, ids: readonly number[]): Promise<FormSource[]> {
  const rows = await tx.source.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, title: true, author: true, publisher: true, publishedEdtf: true, reliability: true },
  });
  return z.array(sourceRow).parse(rows.map(({ publishedEdtf: published, ...row }) => ({ ...row, published })));
}

/**
 * Sources that the viewer may cite. Each word of `text` stands somewhere in title, author, publisher or date, in any script. Those whose
 * title or publisher begins with the text come first, then those the viewer used last, then the newest.
 */
export async function sourcesFor(
  tx: Tx,
  viewer: Viewer,
  { text = "", limit }: { text?: string; limit: number },
): Promise<FormSource[]> {
  const typed = text.trim().slice(0, 200);
  const rows = await tx.$queryRaw`
    WITH typed AS (SELECT search_norm(${typed}) AS text),
      used AS (SELECT source_id, max(created_at) AS at FROM report WHERE author_id = ${viewer.userId} GROUP BY source_id)
    SELECT s.id, s.title, s.author, s.publisher, s.published_edtf AS published, s.reliability
    FROM typed, source s LEFT JOIN used ON used.source_id = s.id
    WHERE s.merged_into_id IS NULL AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(typed.text, ' ')) word
      WHERE position(word IN search_norm(concat_ws(' ', s.title, s.author, s.publisher, s.published_edtf))) = 0)
    ORDER BY typed.text <> '' AND (starts_with(search_norm(s.title), typed.text) OR starts_with(search_norm(coalesce(s.publisher, '')), typed.text)) DESC,
      used.at DESC NULLS LAST, s.created_at DESC, s.id DESC
    LIMIT ${limit}`;
  return z.array(sourceRow).parse(rows);
}
