/** What became of a value that was recorded. */
export type Outcome = "added" | "changed" | "unchanged";

/** What recording values did: how many of each, and row by row, in the order of the input, the value's id. */
export type Recorded = {
  added: number;
  changed: number;
  unchanged: number;
  rows: { id: number; outcome: Outcome }[];
};
