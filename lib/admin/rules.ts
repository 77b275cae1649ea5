import type { AccountFilter } from "@/lib/auth/types";
import type { BackupAge } from "./types";

const week = 7 * 24 * 60 * 60_000;

/** How old the newest good backup is. @param takenAt ISO instant, null when there is none */
export function backupAge(takenAt: string | null, now: Date): BackupAge {
  if (takenAt === null) return "none";
  return now.getTime() - new Date(takenAt).getTime() > week ? "old" : "recent";
}

/** The address of the list of accounts. @param page from 1 */
export function accountsHref(filter: Partial<AccountFilter>, page = 1): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) if (value) query.set(key, value);
  if (page > 1) query.set("page", String(page));
  return query.size > 0 ? `/admin/accounts?${query}` : "/admin/accounts";
}

/** Bytes as people read them: 1.4 MB, in powers of 1000. */
export function readableBytes(bytes: number): { value: string; unit: "B" | "kB" | "MB" | "GB" } {
  for (const [unit, size] of [
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
  ] as const)
    if (bytes >= size) return { value: (bytes / size).toFixed(1), unit };
  return { value: String(bytes), unit: "B" };
}
