import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { without } from "./codec";
import { countFacets } from "./facets";
import type { OpenList } from "./names";
import { lists, namesOfIds } from "./names";
import type { CountedChoice, Facets, OpenChoices, PanelFacets, ResolvedFilter } from "./types";
import { filterWhere } from "./where";

/** Entries of an open list that a page shows at once; the others are searched for. */
const mostShown = 30;

/** All that the filter panel counts and names. */
export async function countPanel(tx: Tx, resolved: ResolvedFilter): Promise<PanelFacets> {
  const facets = await countFacets(tx, resolved.filter, resolved.refs);
  return { ...facets, open: await openChoices(tx, facets, resolved) };
}

/**
 * What stands beside a facet of an open list: the entries with the most cases, by number, what is set first though it may have none. At most
 * one statement per list.
 */
async function openChoices(tx: Tx, facets: Facets, { filter, chosen }: ResolvedFilter): Promise<OpenChoices> {
  const shown = async (list: OpenList) => {
    const counts: ReadonlyMap<number | null, number> = facets[list];
    const set = chosen[list].map((choice) => ({ ...choice, count: counts.get(choice.id) ?? 0 }));
    const others = [...counts]
      .flatMap(([id, count]) => (id === null || set.some((choice) => choice.id === id) ? [] : [{ id, count }]))
      .sort((a, b) => b.count - a.count || a.id - b.id);
    const top = others.slice(0, mostShown);
    const names = await namesOfIds(
      tx,
      list,
      top.map(({ id }) => id),
    );
    const named = names.map((name) => ({ ...name, count: counts.get(name.id) ?? 0 }));
    const byCount = (a: CountedChoice, b: CountedChoice) => b.count - a.count;
    const none = list === "source" ? 0 : (facets[list].get(null) ?? 0);
    return {
      shown: [...set.sort(byCount), ...named.sort(byCount)].map(({ value, label, count }) => ({ value, label, count })),
      more: others.length - top.length,
      none: none > 0 || filter[list].includes("none") ? none : null,
    };
  };
  return { agency: await shown("agency"), operation: await shown("operation"), source: await shown("source") };
}

const found = z.array(z.object({ value: z.string(), label: z.string(), count: z.number() }));

/** Entries of an open list whose words hold a text, with their cases under all fields but this one; those with the most first. */
export async function findChoices(
  tx: Tx,
  list: OpenList,
  text: string,
  { filter, refs }: ResolvedFilter,
): Promise<CountedChoice[]> {
  const { from, value, label, ids } = lists[list];
  return found.parse(
    await tx.$queryRaw(Prisma.sql`
      SELECT * FROM (
        SELECT ${value} AS value, ${label} AS label, g.n::int AS count
        FROM (SELECT ${ids.column} AS id, count(*) AS n FROM case_flat f ${ids.join} WHERE ${filterWhere(without(filter, list), refs)} GROUP BY 1) g
        JOIN ${from} ON d.id = g.id
      ) x WHERE position(search_norm(${text}) IN search_norm(x.label)) > 0 ORDER BY x.count DESC, x.label LIMIT ${mostShown}`),
  );
}
