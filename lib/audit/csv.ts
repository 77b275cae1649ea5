import type { AuditEntry } from "./types";

const columns = [
  "id",
  "at",
  "actor",
  "role",
  "agency",
  "action",
  "subjectType",
  "subject",
  "reason",
  "details",
  "changes",
];

/**
 * A field of RFC 4180. A text that a spreadsheet would run as a formula is marked as text: it begins with one of the signs, also in the wide
 * form of East Asian keyboards, or with what a spreadsheet skips before one.
 */
export function csvField(value: string | null): string {
  if (value === null) return "";
  const text = /^[\s\u{feff}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvLine({ id, at, actor, agency, action, subject, reason, details, changes, hidden }: AuditEntry): string {
  const fields = [
    id,
    at,
    actor.name,
    actor.role,
    agency,
    action,
    subject.type,
    subject.id,
    reason,
    details.length > 0 ? JSON.stringify(Object.fromEntries(details)) : null,
    changes.length > 0 ? JSON.stringify(hidden > 0 ? [...changes, { more: hidden }] : changes) : null,
  ];
  return `${fields.map(csvField).join(",")}\r\n`;
}

/** Events as a CSV file, step by step: a line of names behind the mark by which spreadsheets know UTF-8, then a line an event, times in UTC. */
export async function* csvOf(steps: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  yield `\u{feff}${columns.join(",")}\r\n`;
  for await (const entries of steps) yield entries.map(csvLine).join("");
}
