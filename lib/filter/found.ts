import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Filter } from "./fields";
import { excerpt, marksIn } from "./matches";
import type { RowMatch } from "./types";
import { casesNaming } from "./where";

const searched = z.array(
  z.object({
    reference: z.string(),
    operation: z.string().nullable(),
    place: z.string().nullable(),
    note: z.string().nullable(),
    externalReference: z.string().nullable(),
    person: z.boolean(),
  }),
);
/** In the order in which a match is told; the first two stand in every row, whole. */
const searchedFields = ["reference", "operation", "place", "note", "externalReference"] as const;

/**
 * Where the filter's text was found in these cases, by reference: in the first of its fields that holds it, a name last. A text that only
 * spans two fields is found nowhere in particular. One statement, or none without a text.
 */
export async function foundIn(
  tx: Tx,
  references: readonly string[],
  { q, names }: Filter,
): Promise<Map<string, RowMatch>> {
  if (q === null || references.length === 0) return new Map();
  const found = searched.parse(
    await tx.$queryRaw(Prisma.sql`
      SELECT c.reference, c.operation, c.place, c.note,
        (SELECT string_agg(r.external_reference, ' | ' ORDER BY r.external_reference) FROM report r WHERE r.case_id = c.id) AS "externalReference",
        ${names ? Prisma.sql`c.id IN (${casesNaming(q)})` : Prisma.sql`FALSE`} AS person
      FROM case_file c WHERE c.reference = ANY (${references}::text[])`),
  );
  return new Map(
    found.flatMap((row): [string, RowMatch][] => {
      for (const where of searchedFields) {
        const text = row[where];
        const marks = text === null ? [] : marksIn(text, q);
        if (text === null || marks.length === 0) continue;
        const whole = where === "reference" || where === "operation";
        return [[row.reference, { where, ...(whole ? { text, marks } : excerpt(text, marks)) }]];
      }
      return row.person ? [[row.reference, { where: "person" }]] : [];
    }),
  );
}
