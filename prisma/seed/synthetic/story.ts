import type { SyntheticCase, SyntheticLists } from "./cases";
import { syntheticCase } from "./cases";
import { diceOf } from "./dice";

/** What happened on this border, beside chance: what an analyst is to find in the demo. Months are YYYY-MM, both included. */
export type Story = {
  /** first day of the ten years */
  from: string;
  /** the day on which the demo was made */
  today: string;
  /** a crossing that was closed for a while, and its neighbour, which took most of what went through it */
  closure: { point: string; neighbour: string; from: string; to: string };
  /** when nothing of a point was reported: not zero, missing */
  gaps: readonly { point: string; from: string; to: string }[];
  /** since when a point is reported on at all, where that is later than the rest */
  since: Readonly<Record<string, string>>;
};

/** The busiest first: the closed crossing and its neighbour are busy enough for months to tell. */
export const demoPoints = [
  "dandong",
  "changbai",
  "linjiang",
  "tumen",
  "jian",
  "helong-nanping",
  "hunchun-quanhe",
  "longjing-sanhe",
  "kaishantun",
  "yanbian",
] as const;

const monthsBefore = (today: string, months: number) => {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7);
};

/** The demo's story, told up to a day (YYYY-MM-DD). */
export function storyUntil(today: string): Story {
  const ago = (months: number) => monthsBefore(today, months);
  return {
    from: `${Number(today.slice(0, 4)) - 9}-01-01`,
    today,
    closure: { point: "changbai", neighbour: "linjiang", from: ago(44), to: ago(27) },
    gaps: [
      { point: "tumen", from: ago(70), to: ago(67) },
      { point: "tumen", from: ago(16), to: ago(14) },
      { point: "jian", from: ago(31), to: ago(28) },
    ],
    since: { "hunchun-quanhe": `${ago(60)}-01` },
  };
}

const dayMs = 86_400_000;

/**
 * The demo's cases: those of the synthetic register, with its story. What the story leaves unreported, and what had not been logged by its last
 * day, is left out, so there are somewhat fewer than were thrown.
 */
export function* demoCases(
  seed: number,
  thrown: number,
  lists: SyntheticLists,
  story: Story,
): Generator<SyntheticCase> {
  const yearEnds = `${story.today.slice(0, 4)}-12-31`;
  for (let i = 0; i < thrown; i += 1) {
    const it = told(seed, i, syntheticCase(seed, i, lists, yearEnds), story);
    if (it) yield it;
  }
}

function told(seed: number, i: number, it: SyntheticCase, story: Story): SyntheticCase | null {
  const dice = diceOf(Math.imul(i + 1, 0x9e3779b1) ^ seed);
  const detours = dice.chance(0.85);
  const { closure } = story;
  const reports = it.reports
    .filter(({ loggedAt, account }) => loggedAt.slice(0, 10) <= story.today && !isFuture(account.date, story.today))
    .map((report) => {
      const closed = report.account.point === closure.point && lies(report.account.date, closure) && detours;
      const account = closed ? { ...report.account, point: closure.neighbour } : report.account;
      return { ...report, account, amended: report.amended && { ...report.amended, point: account.point } };
    });
  const first = reports[0];
  if (!first || reports.length < it.reports.length) return null;
  if (reports.some(({ account }) => isMissing(account.point, account.date, story))) return null;
  return { ...it, reports: reports.map((report) => decided(report, story.today, dice.chance(0.97))) };
}

const lies = (date: string | null, { from, to }: { from: string; to: string }) => {
  const month = date?.slice(0, 7);
  return month !== undefined && month.length === 7 && month >= from && month <= to;
};
const isFuture = (date: string | null, today: string) =>
  date !== null && date.slice(0, 10) > today.slice(0, date.slice(0, 10).length);
const isMissing = (point: string | null, date: string | null, story: Story) =>
  point !== null &&
  (story.gaps.some((gap) => gap.point === point && lies(date, gap)) ||
    (date !== null && date < (story.since[point] ?? "")));

/** What was logged more than some weeks ago has been looked at: what waits is recent, as on a desk at work. */
function decided(
  report: SyntheticCase["reports"][number],
  today: string,
  looked: boolean,
): SyntheticCase["reports"][number] {
  const last = report.decisions.at(-1);
  const age = (Date.parse(today) - Date.parse(report.loggedAt)) / dayMs;
  if (!looked || age < 45 || last?.kind !== "submitted") return report;
  return { ...report, decisions: [...report.decisions, { kind: "verified", version: last.version, reason: null }] };
}
