import type { PeopleCount } from "@/lib/cases/types";
import type { Status } from "@/lib/codes";
import type { FilePoint, GramRange } from "./types";

/** What a case looks like in the register: what choosing or moving a report may change. */
export type CaseFacts = {
  status: Status;
  /** EDTF */
  edtf: string | null;
  month: string | null;
  point: FilePoint | null;
  total: GramRange | null;
  people: PeopleCount;
  lines: number;
};

/** What a decision would do, before it is done: to the cases, and to the bars of the trends (submitted and verified cases). */
export type Effect = {
  /** null: the case holds no report then, and its reference leads to the other one */
  cases: { reference: string; before: CaseFacts | null; after: CaseFacts | null }[];
  bars: { month: string | null; point: FilePoint | null; before: number; after: number }[];
};

export type Facts = CaseFacts | null;
export type Bar = { month: string | null; point: FilePoint | null; count: number };

/** Which bar of the trends something stands in. */
export const keyOf = ({ month, point }: Pick<Bar, "month" | "point">) => `${month} ${point?.slug}`;
const counts = (facts: Facts): facts is CaseFacts =>
  facts !== null && (facts.status === "submitted" || facts.status === "verified");

/** What changed between two looks. `barsBefore` has the bars that the cases stood in then, `barsAfter` those and the ones they stand in now. */
export function effectFrom(
  references: readonly string[],
  before: readonly Facts[],
  after: readonly Facts[],
  barsBefore: readonly Bar[],
  barsAfter: readonly Bar[],
): Effect {
  const within = (facts: readonly Facts[], key: string) =>
    facts.filter((one) => counts(one) && keyOf(one) === key).length;
  const bars = barsAfter.map(({ month, point, count }) => {
    const key = keyOf({ month, point });
    const known = barsBefore.find((bar) => keyOf(bar) === key);
    const was = known?.count ?? count - within(after, key) + within(before, key);
    return { month, point, before: was, after: count };
  });
  return {
    cases: references.map((reference, at) => ({ reference, before: before[at] ?? null, after: after[at] ?? null })),
    bars: bars.filter((bar) => bar.before !== bar.after),
  };
}
