import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Chance from a seed: the same seed gives the same throws, on every machine. */
export type Dice = {
  /** a whole number from `least` to `most`, both included */
  int(least: number, most: number): number;
  /** true in `share` of the throws, 0 to 1 */
  chance(share: number): boolean;
  /** one of a list, all alike */
  pick<T>(list: readonly T[]): T;
  /** one of a list, the first more often than the second, and so on: the nth with weight 1/n (Zipf) */
  busiest<T>(list: readonly T[]): T;
  /** one of `[value, weight]` */
  weighed<T>(choices: readonly (readonly [T, number])[]): T;
  /** log-normal: half of the throws below `median`, two thirds within a factor of e^spread (Box–Muller) */
  logNormal(median: number, spread: number): number;
  uuid(): string;
};

export function diceOf(seed: number): Dice {
  const random = xoroshiro128plus(seed);
  const float = () => uniformFloat64(random);
  const int = (least: number, most: number) => uniformInt(random, least, most);
  const weighed: Dice["weighed"] = (choices) => {
    let left = float() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return lastOf(choices)[0];
  };
  return {
    int,
    weighed,
    chance: (share) => float() < share,
    pick: (list) => list[int(0, list.length - 1)] ?? lastOf(list),
    busiest: (list) => {
      const shares = harmonic(list.length);
      const thrown = float() * (shares.at(-1) ?? 0);
      return list[shares.findIndex((share) => thrown < share)] ?? lastOf(list);
    },
    logNormal: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float())),
    uuid: () => {
      const hex = [0, 1, 2, 3].map(() => int(0, 0xffffffff).toString(16).padStart(8, "0")).join("");
      return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
    },
  };
}

const sums: number[][] = [];
/** 1, 1 + 1/2, 1 + 1/2 + 1/3 … to 1/n. */
function harmonic(n: number): number[] {
  let sum = 0;
  sums[n] ??= Array.from({ length: n }, (_, i) => {
    sum += 1 / (i + 1);
    return sum;
  });
  return sums[n];
}

function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  if (last === undefined) throw new Error("nothing to choose from");
  return last;
}
