import { z } from "zod";
import { familyCodes, formCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";

const isoDay = (date: Date) => date.toISOString().slice(0, 10);
const inOrder = [{ position: "asc" }, { slug: "asc" }] as const satisfies readonly object[];
const names = { nameEn: true, nameZh: true, nameKo: true } as const;

/** Every point in order along the border, with its other spellings and what is known of its coverage. */
export async function listPoints(tx: Tx) {
  const rows = await tx.transitPoint.findMany({
    select: {
      ...{ id: true, slug: true, parentId: true, country: true, subdivision: true, unlocode: true, gbCode: true },
      ...names,
      opposite: { select: { slug: true, country: true, ...names } },
      aliases: { select: { term: true }, orderBy: { term: "asc" } },
      coverage: { select: { fromDate: true, toDate: true, kind: true } },
      _count: { select: { nils: true } },
    },
    orderBy: [...inOrder],
  });
  return rows.map(({ coverage, aliases, _count, ...row }) => ({
    ...row,
    aliases: aliases.map(({ term }) => term),
    hasNils: _count.nils > 0,
    periods: coverage.map(({ fromDate, toDate, kind }) => ({
      from: isoDay(fromDate),
      to: toDate && isoDay(toDate),
      kind: z.enum(["covered", "gap"]).parse(kind),
    })),
  }));
}

/** Every substance in the list's order, with its other names. */
export async function listSubstances(tx: Tx) {
  const rows = await tx.substance.findMany({
    select: {
      ...{ slug: true, family: true, form: true, inn: true, cas: true },
      ...names,
      synonyms: { select: { term: true }, orderBy: { term: "asc" } },
    },
    orderBy: [...inOrder],
  });
  return rows.map(({ synonyms, family, form, ...row }) => ({
    ...row,
    family: z.enum(familyCodes).parse(family),
    form: z.enum(formCodes).nullable().parse(form),
    synonyms: synonyms.map(({ term }) => term),
  }));
}
