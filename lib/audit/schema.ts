import { z } from "zod";
import type { Problem } from "@/lib/filter/fields";
import type { AuditFilter } from "./types";

const id = z.string().regex(/^[1-9]\d{0,17}$/);
const day = z.iso.date();
const fields = {
  action: z.string().regex(/^[a-z][a-z.-]{0,60}$/),
  actor: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  subject: z.string().trim().min(1).max(200),
  from: day,
  to: day,
  before: id,
  after: id,
};
type Key = keyof typeof fields;

export type AuditQuery = { filter: AuditFilter; before: string | null; after: string | null; problems: Problem[] };

/** Reads an address of the log. What cannot be read has no effect and is named in `problems`. */
export function readAuditQuery(params: Record<string, string | string[] | undefined>): AuditQuery {
  const problems: Problem[] = [];
  const read = <K extends Key>(key: K): z.output<(typeof fields)[K]> | null => {
    const [given] = [params[key]].flat();
    if (given === undefined || given.trim() === "") return null;
    const parsed = fields[key].safeParse(given);
    if (parsed.success) return parsed.data as z.output<(typeof fields)[K]>;
    problems.push({ key, value: given, reason: "unknown-value" });
    return null;
  };
  for (const [key, value] of Object.entries(params))
    if (!(key in fields)) problems.push({ key, value: [value].flat()[0] ?? "", reason: "unknown-key" });
  const filter = {
    action: read("action"),
    actor: read("actor"),
    subject: read("subject"),
    from: read("from"),
    to: read("to"),
  };
  return { filter, before: read("before"), after: read("after"), problems };
}
