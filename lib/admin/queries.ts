import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { BackupNote } from "./types";

const note = z.object({
  takenAt: z.date(),
  checkedAt: z.date(),
  fileName: z.string(),
  bytes: z.bigint(),
  sha256: z.string(),
});

/** The newest backup that was read back and found whole, or null. */
export async function lastBackup(tx: Tx): Promise<BackupNote | null> {
  const rows = await tx.$queryRaw`
    SELECT taken_at AS "takenAt", checked_at AS "checkedAt", file_name AS "fileName", bytes, sha256
    FROM backup_note ORDER BY taken_at DESC, id DESC LIMIT 1`;
  const [found] = z.array(note).parse(rows);
  if (!found) return null;
  const { takenAt, checkedAt, bytes, ...rest } = found;
  return { ...rest, takenAt: takenAt.toISOString(), checkedAt: checkedAt.toISOString(), bytes: Number(bytes) };
}
