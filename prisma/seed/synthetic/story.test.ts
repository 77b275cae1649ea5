import { describe, expect, it } from "vitest";
import type { SyntheticCase, SyntheticLists } from "./cases";
import { demoCases, demoPoints, storyUntil } from "./story";

const lists: SyntheticLists = {
  points: [...demoPoints],
  substances: [
    { slug: "methamphetamine", family: "ats", form: "crystal" },
    { slug: "magu", family: "ats", form: "tablet" },
    { slug: "heroin", family: "opioid", form: "powder" },
  ],
  agencies: 3,
  sources: 20,
};
const today = "2026-11-27";
const story = storyUntil(today);
const cases = [...demoCases(1, 4_000, lists, story)];
const at = (it: SyntheticCase) => {
  const { point, date } = it.reports[0]?.account ?? { point: null, date: null };
  return { point, month: date !== null && date.length >= 7 ? date.slice(0, 7) : null };
};
/** Cases a month of a point, over months that begin and end so. */
const rate = (point: string, from: string, to: string) => {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5)) + 1;
  const found = cases
    .map(at)
    .filter((one) => one.point === point && one.month !== null && one.month >= from && one.month <= to);
  return found.length / months;
};

describe("the demo's story", () => {
  it("covers ten years up to its last day, and nothing later", () => {
    expect(cases.length).toBeGreaterThan(3_000);
    const days = cases
      .flatMap((it) => it.reports.map((report) => report.account.date ?? ""))
      .filter((date) => /^\d{4}-\d\d-\d\d$/.test(date));
    expect([story.from, today]).toEqual(["2017-01-01", "2026-11-27"]);
    expect(days.sort()[0]?.slice(0, 4)).toBe("2017");
    expect(days.at(-1)?.slice(0, 7)).toBe("2026-11");
    expect(days.filter((day) => day > today)).toEqual([]);
    expect(cases.flatMap((it) => it.reports).filter((report) => report.loggedAt.slice(0, 10) > today)).toEqual([]);
  });

  it("lets a closed crossing fall and its neighbour rise, for as long as it is closed", () => {
    const { point, neighbour, from, to } = story.closure;
    const before = ["2020-01", "2023-02"] as const;
    expect(rate(point, from, to)).toBeLessThan(rate(point, ...before) / 3);
    expect(rate(neighbour, from, to)).toBeGreaterThan(rate(neighbour, ...before) * 1.6);
    expect(rate(point, "2024-10", "2026-10")).toBeGreaterThan(rate(point, ...before));
  });

  it("has months in which nothing of a point was reported, and a point that came later", () => {
    for (const { point, from, to } of story.gaps) expect(rate(point, from, to), point).toBe(0);
    expect(rate("hunchun-quanhe", "2017-01", "2021-10")).toBe(0);
    expect(rate("hunchun-quanhe", "2022-01", "2026-10")).toBeGreaterThan(0);
  });

  it("leaves waiting what came of late, and little besides", () => {
    const waiting = cases.flatMap((it) => it.reports).filter((report) => report.decisions.at(-1)?.kind === "submitted");
    const recent = waiting.filter((report) => report.loggedAt > "2026-10-01");
    expect(recent.length).toBeGreaterThan(5);
    expect(waiting.length).toBeLessThan(cases.length / 30);
  });
});
