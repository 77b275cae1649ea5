import { microgramsOf } from "./values";

/** 1, 3, 10 and so on: even steps on a logarithmic scale, in numbers that people say. */
const bounds = ["1", "3", "10", "30", "100", "300", "1000", "3000", "10000", "30000", "100000", "300000", "1000000"];

/** Where the bars of weights meet: bucket `i` lies between bound `i - 1` and bound `i`; bucket 0 is below the first, the last is above all. */
export const gramBounds = { grams: bounds, micrograms: bounds.map(microgramsOf) } as const;

/** The `min` and `max` that ask for exactly the cases of a bar. */
export function gramRange(bucket: number): { min: string | null; max: string | null } {
  return { min: bounds[bucket - 1] ?? null, max: bounds[bucket] ?? null };
}
