import { csvField, harmless } from "@/lib/tables/cells";
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

const field = (text: string | null) => (text === null ? "" : csvField(harmless(text)));

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
  return `${fields.map(field).join(",")}\r\n`;
}

/** Events as a CSV file, step by step: a line of names behind the mark by which spreadsheets know UTF-8, then a line an event, times in UTC. */
export async function* csvOf(steps: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  yield `\u{feff}${columns.join(",")}\r\n`;
  for await (const entries of steps) yield entries.map(csvLine).join("");
}
