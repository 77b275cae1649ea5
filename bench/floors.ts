import type pg from "pg";

/** What the floors are asked for, with every name looked up before the clock runs. */
export type Asked = {
  scopes: number[];
  points: number[];
  substance: number;
  sets: number[];
  from: string;
  to: string;
};

/** Looks up what the questions name. @param question slugs, and first and last day */
export async function lookUp(
  admin: pg.Client,
  userId: number,
  question: { points: string; substance: string; from: string; to: string },
): Promise<Asked> {
  const { rows } = await admin.query<Omit<Asked, "from" | "to">>(
    `SELECT (SELECT scopes::int[] FROM viewer_settings($1)) AS scopes,
      ARRAY(SELECT id FROM transit_point WHERE slug = $2 UNION SELECT c.id FROM transit_point c JOIN transit_point p ON p.id = c.parent_id WHERE p.slug = $2) AS points,
      s.id AS substance, ARRAY(SELECT z.id FROM substance_set z WHERE s.id = ANY (z.substance_ids)) AS sets
     FROM substance s WHERE s.slug = $3`,
    [userId, question.points, question.substance],
  );
  if (!rows[0]) throw new Error(`The reference lists have no ${question.substance}.`);
  return { ...rows[0], from: question.from, to: question.to };
}

/** The filter of the questions over `f`, and the viewer's scope as a plain predicate. $1 scopes, $2 points, $3 sets, $4 and $5 days. */
const matching = `f.scope_id = ANY ($1::int[]) AND f.point_id = ANY ($2::int[]) AND f.set_id = ANY ($3::int[])
  AND f.d_from BETWEEN $4::date AND $5::date AND f.d_to <= $5::date AND f.status IN (0, 1)`;

/** What a row of the list shows, as one document for each of `p`, in its order. */
const listRow = `SELECT json_agg(json_build_array(c.reference, c.operation, c.documented, c.edtf, f.point_id, f.reliability, f.credibility, c.handling, c.status,
    c.verified_at_source, c.amendment_waiting, c.arrests_kind, c.arrests_count, l.lines, m.low, m.grams, m.high, i.people) ORDER BY p.place) AS rows
  FROM p JOIN case_file c ON c.id = p.case_id JOIN case_flat f ON f.case_id = p.case_id
  CROSS JOIN LATERAL (SELECT json_agg(json_build_array(l.substance_as_reported, l.substance_id, l.form, l.quantity, l.unit, l.unit_as_reported, l.qualifier) ORDER BY l.position) AS lines
    FROM case_line l WHERE l.case_id = p.case_id) l
  CROSS JOIN LATERAL (SELECT sum(y.grams_low) AS low, sum(y.grams) AS grams, sum(y.grams_high) AS high
    FROM line_mass y WHERE y.case_id = p.case_id AND y.set_id = (SELECT id FROM conversion_set WHERE is_current)) m
  CROSS JOIN LATERAL (SELECT json_agg(json_build_array(v.person_id IS NULL, v.group_count, v.group_qualifier)) AS people
    FROM involvement v WHERE v.case_id = p.case_id) i`;

const total = `SELECT count(*)::int AS n FROM case_flat f WHERE ${matching}`;

/** The place in the middle of the list: a row's date, number and public reference. */
export async function midOfList(
  admin: pg.Client,
  asked: Asked,
): Promise<{ day: string; id: number; reference: string }> {
  const { rows } = await admin.query<{ day: string; id: number; reference: string }>(
    `SELECT f.d_from::text AS day, f.case_id AS id, c.reference FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE ${matching}
     ORDER BY f.d_from DESC, f.case_id DESC LIMIT 1 OFFSET (SELECT n / 2 FROM (${total}) t)`,
    parameters(asked),
  );
  if (!rows[0]) throw new Error("The question matches no case: there is no middle of its list.");
  return rows[0];
}

const parameters = ({ scopes, points, sets, from, to }: Asked) => [scopes, points, sets, from, to];

/**
 * The best hand-written SQL for the answers that the API gives, on the product's own tables: prepared statements on one connection that
 * row-level security does not bind.
 */
export function floorsOn(admin: pg.Client, asked: Asked) {
  const run = (name: string, text: string, values: unknown[]) => admin.query({ name, text, values });
  const filter = parameters(asked);
  return {
    list: () =>
      run(
        "list",
        `WITH p AS MATERIALIZED (SELECT f.case_id, row_number() OVER () AS place FROM case_flat f WHERE ${matching}
          ORDER BY f.d_from DESC NULLS LAST, f.case_id DESC LIMIT 51), n AS (${total})
         SELECT (SELECT n FROM n), r.rows FROM (${listRow}) r`,
        filter,
      ),
    deepPage: (day: string, id: number) =>
      run(
        "deep",
        `WITH p AS MATERIALIZED (SELECT f.case_id, row_number() OVER () AS place FROM case_flat f WHERE ${matching} AND (f.d_from, f.case_id) < ($6::date, $7::int)
          ORDER BY f.d_from DESC NULLS LAST, f.case_id DESC LIMIT 51), n AS (${total})
         SELECT (SELECT n FROM n), r.rows FROM (${listRow}) r`,
        [...filter, day, id],
      ),
    search: (word: string) =>
      run(
        "search",
        `WITH hit AS MATERIALIZED (SELECT t.case_id, t.d_from FROM case_text t JOIN case_flat f USING (case_id)
          WHERE search_grams(t.txt) @> search_grams($2) AND position(search_norm($2) IN t.txt) > 0 AND t.scope_id = ANY ($1::int[]) AND f.status IN (0, 1)),
         p AS MATERIALIZED (SELECT case_id, row_number() OVER () AS place FROM hit ORDER BY d_from DESC NULLS LAST, case_id DESC LIMIT 51)
         SELECT (SELECT count(*)::int FROM hit), r.rows FROM (${listRow}) r`,
        [asked.scopes, word],
      ),
    facets: (period: Readonly<{ from: string; to: string }> = asked) =>
      run(
        "facets",
        `SELECT GROUPING(f.point_id, f.set_id, f.status, f.month, f.handling, f.reliability, f.credibility, f.owner_agency_id, f.roles) AS which,
          coalesce(f.point_id, f.set_id, f.status, f.month, f.handling, f.reliability, f.credibility, f.owner_agency_id, f.roles) AS value, count(*)::int AS n
         FROM case_flat f WHERE ${matching}
         GROUP BY GROUPING SETS ((f.point_id), (f.set_id), (f.status), (f.month), (f.handling), (f.reliability), (f.credibility), (f.owner_agency_id), (f.roles))`,
        parameters({ ...asked, ...period }),
      ),
    trend: () =>
      run(
        "trend",
        `SELECT f.month, count(DISTINCT f.case_id)::int AS cases, sum(y.grams_low) AS low, sum(y.grams) AS grams, sum(y.grams_high) AS high
         FROM case_flat f JOIN line_flat l ON l.case_id = f.case_id AND l.substance_id = $6
         JOIN line_mass y ON y.case_id = l.case_id AND y.position = l.position AND y.set_id = (SELECT id FROM conversion_set WHERE is_current)
         WHERE ${matching} GROUP BY f.month ORDER BY f.month`,
        [...filter, asked.substance],
      ),
    openCase: (reference: string) =>
      run(
        "case",
        `SELECT to_json(c) AS file,
          (SELECT json_agg(l ORDER BY l.position) FROM case_line l WHERE l.case_id = c.id) AS lines,
          (SELECT json_agg(y) FROM line_mass y WHERE y.case_id = c.id) AS masses,
          (SELECT json_agg(v ORDER BY v.position) FROM involvement v WHERE v.case_id = c.id) AS people,
          (SELECT json_agg(e ORDER BY e.position) FROM asset e WHERE e.case_id = c.id) AS assets,
          (SELECT json_agg(g ORDER BY g.position) FROM route_leg g WHERE g.case_id = c.id) AS route,
          (SELECT json_agg(u.name) FROM case_member b JOIN app_user u ON u.id = b.user_id WHERE b.case_id = c.id) AS team,
          (SELECT json_agg(json_build_object('report', r, 'source', s,
              'versions', (SELECT json_agg(n ORDER BY n.number) FROM report_version n WHERE n.report_id = r.id),
              'decisions', (SELECT json_agg(d ORDER BY d.id) FROM report_decision d WHERE d.report_id = r.id)))
            FROM report r JOIN source s ON s.id = r.source_id WHERE r.case_id = c.id) AS reports
         FROM case_file c WHERE c.reference = $2 AND c.scope_id = ANY ($1::int[])`,
        [asked.scopes, reference],
      ),
  };
}
