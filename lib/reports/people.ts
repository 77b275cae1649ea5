import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import type { Account, TypedAccount, TypedPerson } from "@/lib/cases/schema";
import type { Tx } from "@/lib/db/client";
import { invalid } from "@/lib/errors";
import type { PersonNames } from "./form";

type WithIds = Omit<Account, "source">;

/**
 * Writes the typed names of an account to `person`, the one place where names stand, and puts their ids in. Ids given by the caller must
 * be people that this report names already. Keeps the report's mentions, which decide who may read the names.
 */
export async function writePeople(tx: Tx, viewer: Viewer, reportId: string, account: TypedAccount): Promise<WithIds> {
  const given = account.people.flatMap((one) => (typeof one.person === "number" ? [one.person] : []));
  await assertMentioned(tx, reportId, given, account);
  const typed = account.people.flatMap((one) =>
    typeof one.person === "object" && one.person !== null ? [one.person] : [],
  );
  const ids = await insertPeople(tx, viewer, typed);
  let next = 0;
  const people = account.people.map((one) => ({
    ...one,
    person: typeof one.person === "object" && one.person !== null ? (ids[next++] ?? null) : one.person,
  }));

  const mentions = people.flatMap((one) =>
    one.person === null ? [] : [{ person_id: one.person, data_subject: one.dataSubject }],
  );
  await tx.$executeRaw`
    INSERT INTO person_mention (report_id, person_id, data_subject)
    SELECT ${reportId}::uuid, x.person_id, CASE WHEN bool_or(x.data_subject = 'unclassified') THEN 'unclassified' ELSE min(x.data_subject) END
    FROM jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb) AS x(person_id int, data_subject text) GROUP BY x.person_id
    ON CONFLICT (report_id, person_id) DO NOTHING`;
  return { ...account, people };
}

async function assertMentioned(tx: Tx, reportId: string, given: number[], account: TypedAccount): Promise<void> {
  if (given.length === 0) return;
  const rows = await tx.$queryRaw<
    { person_id: number }[]
  >`SELECT person_id FROM person_mention WHERE report_id = ${reportId}::uuid AND person_id = ANY (${given}::int[])`;
  const known = new Set(rows.map((r) => r.person_id));
  const at = account.people.findIndex((one) => typeof one.person === "number" && !known.has(one.person));
  if (at >= 0) throw invalid(`people.${at}.person`, "reports.error.person-unknown");
}

/** Ids are taken first and nothing is read back: a name just written is as closed as any other. */
async function insertPeople(tx: Tx, viewer: Viewer, people: TypedPerson[]): Promise<number[]> {
  if (people.length === 0) return [];
  const ids = z
    .array(z.object({ id: z.number() }))
    .parse(
      await tx.$queryRaw`SELECT nextval('person_id_seq')::int AS id FROM generate_series(1, ${people.length}::int)`,
    )
    .map((r) => r.id);
  const rows = people.map((p, i) => ({
    id: ids[i],
    name: p.name,
    name_latin: p.nameLatin,
    alias: p.alias,
    alias_latin: p.aliasLatin,
  }));
  await tx.$executeRaw`
    INSERT INTO person (id, name, name_latin, alias, alias_latin, created_by_id)
    SELECT x.id, x.name, x.name_latin, x.alias, x.alias_latin, ${viewer.userId}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id int, name text, name_latin text, alias text, alias_latin text)`;
  return ids;
}

/** Names by the person's id: those that this viewer may read, inside a consultation of them. */
export async function readNames(tx: Tx, accounts: readonly Account[]): Promise<PersonNames> {
  const ids = accounts.flatMap((account) => account.people.flatMap(({ person }) => person ?? []));
  if (ids.length === 0) return {};
  const rows = await tx.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, nameLatin: true, alias: true, aliasLatin: true },
  });
  return Object.fromEntries(rows.map(({ id, ...name }) => [String(id), name]));
}
