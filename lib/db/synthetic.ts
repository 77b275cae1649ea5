import { loginClient } from "./client";
import { asFailure } from "./failure";

const kept = globalThis as typeof globalThis & { weirSynthetic?: boolean };

/**
 * Whether the register is an invented one (`npm run demo`, the benchmark). Whatever is shown, printed or taken out of such a register says so.
 * The database holds the mark, never to be changed, and so it is asked once.
 * @throws AppError UNAVAILABLE when the database is away
 */
export async function isSynthetic(): Promise<boolean> {
  if (kept.weirSynthetic === undefined) {
    try {
      const [row] = await loginClient().$queryRaw<{ synthetic: boolean }[]>`SELECT is_synthetic() AS synthetic`;
      kept.weirSynthetic = row?.synthetic === true;
    } catch (error) {
      throw asFailure(error);
    }
  }
  return kept.weirSynthetic;
}
