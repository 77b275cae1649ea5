import { createHash } from "node:crypto";
import { Prisma } from "./generated/client";

const mark = "/* plan once */ ";

/**
 * Begins a statement that is always written alike and for which one plan is right whatever is asked: rows by their keys, calls of functions.
 * Each connection keeps its plan, where planning it takes many times as long as reading. Not for filters: what is best for one of them is
 * not for another. Row-level security looks at the transaction's viewer whenever the plan is used.
 */
export const planOnce = Prisma.raw(mark);

/** Texts that are kept at most: what a connection holds of each is some ten kilobytes. */
const most = 400;
/** What adds, changes or takes rows: each finds them by their keys. */
const written = /^\s*(INSERT|UPDATE|DELETE|WITH \w+ AS \(DELETE)\b/;
const ofPrisma = /^SELECT "public"\./;
/** A list of values, or a row for each of many. */
const asLongAsAsked = / IN \(\$\d+,|\),\s*\(\$\d+/;
const names = new Map<string, string>();

/**
 * What a connection calls a statement whose plan it keeps; empty for all others. Of writes, and of the statements that Prisma makes, those
 * are kept that are of one length whatever they are asked for.
 */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const alike = sql.startsWith(mark) || ((written.test(sql) || ofPrisma.test(sql)) && !asLongAsAsked.test(sql));
  if (!alike || names.size >= most) return "";
  const name = `w${createHash("sha256").update(sql).digest("hex").slice(0, 24)}`;
  names.set(sql, name);
  return name;
}
