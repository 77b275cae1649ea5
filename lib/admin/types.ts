import type { AccountFilter, AccountState, AccountSummary, AgencyRow } from "@/lib/auth/types";
import type { Problem } from "@/lib/filter/fields";

/** The newest backup that was read back and found whole. Instants are ISO texts. */
export type BackupNote = { takenAt: string; checkedAt: string; fileName: string; bytes: number; sha256: string };

/** `old`: more than a week. */
export type BackupAge = "none" | "old" | "recent";

/** What an administrator begins with. */
export type AdminStart = {
  backup: BackupNote | null;
  backupAge: BackupAge;
  accounts: Record<AccountState, number>;
  /** active ones */
  administrators: number;
  /** accounts whose one-time link is open, and invitations that are over */
  open: AccountSummary[];
};

export type AccountsPage = {
  filter: AccountFilter;
  problems: Problem[];
  total: number;
  rows: AccountSummary[];
  /** of the first row shown, from 1; 0 when there is none */
  firstRow: number;
  agencies: AgencyRow[];
  /** numbers of the pages beside this one */
  previous: number | null;
  next: number | null;
};

/** `isOwn`: the account is that of whoever asks. */
export type AccountPage = { account: AccountSummary; agencies: AgencyRow[]; isOwn: boolean };
