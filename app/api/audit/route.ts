import { exportAudit } from "@/lib/audit/loaders";
import type { AuditEntry } from "@/lib/audit/types";
import { viewerRoute } from "@/lib/auth/action";

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

/** A field of RFC 4180; a text that a spreadsheet would take for a formula is marked as text. */
function field(value: string | null): string {
  if (value === null) return "";
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = ({ id, at, actor, agency, action, subject, reason, details, changes, hidden }: AuditEntry) =>
  [
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
  ]
    .map(field)
    .join(",");

/** The log, as far as the address asks for it, as CSV: UTF-8, one event a line, times in UTC. */
export const GET = viewerRoute(async (viewer, request) => {
  const steps = await exportAudit(viewer, Object.fromEntries(new URL(request.url).searchParams));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`\u{feff}${columns.join(",")}\r\n`)),
    pull: async (controller) => {
      const { done, value } = await steps.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map((entry) => `${line(entry)}\r\n`).join("")));
    },
    cancel: () => void steps.return(undefined),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="weir-audit-${new Date().toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
});
