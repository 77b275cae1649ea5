import type { CoveragePeriod } from "@/lib/charts/coverage";
import type { Reported } from "./types";

type Period = Pick<CoveragePeriod, "from" | "to" | "kind">;

/** When a point is reported on, in one phrase: the whole of its covered periods, whatever agency reports. */
export function reportedOf(periods: readonly Period[], hasNils: boolean): Reported {
  const covered = periods.filter(({ kind }) => kind === "covered");
  const open = covered.filter(({ to }) => to === null).map(({ from }) => from);
  if (open.length > 0) return { kind: "still", since: open.reduce((a, b) => (a < b ? a : b)) };
  const ends = covered.flatMap(({ to }) => to ?? []);
  if (ends.length > 0) return { kind: "until", day: ends.reduce((a, b) => (a > b ? a : b)) };
  return { kind: hasNils ? "nils" : "never" };
}
