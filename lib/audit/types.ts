import type { UserRole } from "@/lib/codes";
import type { Problem } from "@/lib/filter/fields";

/** Whose event it is: a user by name, a built-in actor, or nobody yet (a sign-in that failed). */
export type AuditActor = { name: string | null; role: UserRole | "nobody" };

/** One field of a row that an event changed: absent before (`old` null) or after (`new` null). Values as the log keeps them. */
export type AuditField = { name: string; old: string | null; new: string | null };

export type AuditChange = {
  table: string;
  row: string;
  operation: "insert" | "update" | "delete";
  fields: AuditField[];
};

/**
 * One action with the row changes that it made, as far as they are shown; `hidden` is how many more there are, as far as they were counted:
 * `uncounted` says that there are still more.
 */
export type AuditEntry = {
  id: string;
  /** ISO instant */
  at: string;
  actor: AuditActor;
  agency: string | null;
  action: string;
  subject: { type: string; id: string };
  reason: string | null;
  details: [name: string, value: string][];
  changes: AuditChange[];
  hidden: number;
  uncounted: boolean;
};

/** What of the log is asked for. Days are calendar days of the reader's agency, both included. */
export type AuditFilter = {
  action: string | null;
  actor: number | null;
  subject: string | null;
  from: string | null;
  to: string | null;
};

export type AuditPage = {
  filter: AuditFilter;
  problems: Problem[];
  entries: AuditEntry[];
  /** every action that occurs in the log, and everybody who has acted: what may be chosen */
  actions: string[];
  actors: { id: number; name: string; role: UserRole }[];
  /** ids to continue at: older and newer events */
  older: string | null;
  newer: string | null;
};
