import type { SyntheticCase, SyntheticLists } from "@/prisma/seed/synthetic/cases";
import { syntheticCase } from "@/prisma/seed/synthetic/cases";

const seed = 20_041_223;

/** Words that a search seldom finds: about one case in thirty thousand holds each. */
const rareWords = ["麻黄碱", "빙두 은닉", "quicksilver flask"] as const;
const rareEvery = 10_007;

/**
 * The register that is measured: the synthetic one of a fixed seed, with a rare word in some notes, in the order in which its cases were
 * logged, as a register grows. Each case is made twice, first to learn when it was logged: a million of them would not fit into memory.
 */
export function* benchmarkCases(rows: number, lists: SyntheticLists): Generator<SyntheticCase> {
  const loggedAt = Float64Array.from({ length: rows }, (_, i) =>
    Date.parse(syntheticCase(seed, i, lists).reports[0]?.loggedAt ?? ""),
  );
  const inOrder = Uint32Array.from({ length: rows }, (_, i) => i).sort(
    (a, b) => (loggedAt[a] ?? 0) - (loggedAt[b] ?? 0) || a - b,
  );
  for (const i of inOrder) {
    const it = syntheticCase(seed, i, lists);
    if (i % rareEvery === 1)
      for (const { account } of it.reports)
        account.note = `${rareWords[Math.floor(i / rareEvery) % rareWords.length]}.`;
    yield it;
  }
}

/** What is searched for, in turn: common, rare and absent words in three scripts, of two characters and more. */
export const searched = [
  ...["checkpoint", "边境", "세관", "창고"],
  ...["river road", "客运站", "강변", "tip-off"],
  ...["麻黄", "빙두", "quicksilver", "flask"],
  ...["无此词", "없는말", "zzyzx", "缅北"],
] as const;
