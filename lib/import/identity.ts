import { createHash } from "node:crypto";
import type { Account } from "@/lib/cases/schema";
import { mostRows } from "@/lib/cases/schema";
import { comparable } from "./numbers";
import type { Piece } from "./records";
import type { RowIssue } from "./types";

/** 128 bits of a text, as a UUID is written. */
export function hashOf(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** Text as rows are compared by: a number in it as far as a double tells, so that 156 and 156.0, as two programs write it, are the same. */
export function plainNumbers(text: string): string {
  return /\d\.\d/.test(text) ? text.replace(/(?<![^\s])-?\d+\.\d+(?![^\s])/g, comparable) : text;
}

/** What of an account decides whether a later import says something else. */
export function contentOf(account: Omit<Account, "source">): string {
  const plain = (text: string | null) => (text === null ? null : plainNumbers(text));
  const lines = account.lines.map((line) => ({
    ...line,
    asReported: plainNumbers(line.asReported),
    quantity: line.quantity === null ? null : comparable(line.quantity),
    unitAsReported: plain(line.unitAsReported),
  }));
  const { place, seizingAgency, concealment, note } = account;
  const words = {
    place: plain(place),
    seizingAgency: plain(seizingAgency),
    concealment: plain(concealment),
    note: plain(note),
  };
  return hashOf(JSON.stringify({ ...account, ...words, lines }));
}

/**
 * Puts the rows of one external reference together: a case with the lines of all. What its rows say differently of the case itself is taken
 * from the first that says it, and told.
 */
export function together(pieces: readonly Piece[]): {
  account: Omit<Account, "source">;
  warnings: RowIssue[];
  errors: RowIssue[];
} {
  const [first, ...rest] = pieces;
  if (!first) throw new Error("a case has no row");
  const lines = pieces.flatMap((piece) => piece.lines);
  const head = { ...first.head };
  const warnings: RowIssue[] = [];
  for (const piece of rest) {
    for (const key of ["date", "point", "place", "seizingAgency", "transportMode", "concealment", "note"] as const) {
      const said = piece.head[key];
      if (said === null || said === head[key]) continue;
      if (head[key] === null)
        Object.assign(head, { [key]: said, ...(key === "point" && { attribution: piece.head.attribution }) });
      else
        warnings.push({
          row: piece.row,
          column: null,
          value: String(said).slice(0, 200),
          code: "reference-differs",
          values: { field: key, first: first.row },
        });
    }
    if (head.arrests.kind === "unknown" && piece.head.arrests.kind !== "unknown") head.arrests = piece.head.arrests;
    const known = new Set(head.people.map((one) => JSON.stringify(one)));
    head.people = [...head.people, ...piece.head.people.filter((one) => !known.has(JSON.stringify(one)))];
    const legs = new Set(head.route.map((leg) => JSON.stringify(leg)));
    head.route = [...head.route, ...piece.head.route.filter((leg) => !legs.has(JSON.stringify(leg)))];
  }
  const too =
    lines.length > mostRows.lines || head.people.length > mostRows.people || head.route.length > mostRows.route;
  const errors = too
    ? pieces.map((piece) => ({
        row: piece.row,
        column: null,
        value: first.reference,
        code: "lines-most",
        values: { most: mostRows.lines },
      }))
    : [];
  return { account: { ...head, lines }, warnings, errors };
}
