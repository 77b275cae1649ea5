/** Seconds to wait before look number `tries` (from 0): 2, 4, 8, 16, then every 30. */
export function waitBefore(tries: number): number {
  return Math.min(30, 2 ** (tries + 1));
}
