import { describe, expect, it } from "vitest";
import { placeLabels, textWidth } from "./marker-labels";

const marker = (x: number, full = "2010-06-11 An event", short = "2010-06-11") => ({ x, texts: [full, short] });
const shown = (markers: ReturnType<typeof marker>[], width = 600, lanes = 3) =>
  placeLabels(markers, width, lanes).map((label) => label && `${label.lane} ${label.side} ${label.text}`);

describe("labels of markers", () => {
  it("end at their line, or begin at it where there is no room before", () => {
    expect(shown([marker(400)])).toEqual(["0 before 2010-06-11 An event"]);
    expect(shown([marker(10)])).toEqual(["0 after 2010-06-11 An event"]);
  });

  it("take another side or lane rather than cover each other", () => {
    expect(shown([marker(300), marker(310)])).toEqual(["0 before 2010-06-11 An event", "0 after 2010-06-11 An event"]);
    expect(shown([marker(300), marker(310), marker(320)])[2]).toMatch(/^[12] after/);
  });

  it("shorten where the whole does not fit, and leave out what does not fit at all", () => {
    expect(shown([marker(60)], 130)).toEqual(["0 after 2010-06-11"]);
    expect(shown([marker(60)], 65)).toEqual([null]);
    expect(shown([marker(100), marker(112), marker(118), marker(124)], 200, 1).filter(Boolean)).toHaveLength(2);
  });

  it("never overlap, leave the plot or are cut by another's line, wherever the markers stand", () => {
    let labelled = 0;
    for (let seed = 1; seed < 400; seed++) {
      const xs = Array.from({ length: 6 }, (_, i) => ((seed * 7919 + i * i * 104_729) % 6000) / 10).sort(
        (a, b) => a - b,
      );
      const labels = placeLabels(
        xs.map((x) => marker(x, seed % 2 ? "2010-06-11 Some event" : "2010-06 朝鲜公告")),
        600,
        3,
      );
      const boxes = labels.flatMap((label, i) => {
        if (!label) return [];
        const length = textWidth(label.text);
        const x = xs[i] ?? 0;
        return [
          {
            i,
            x,
            lane: label.lane,
            from: label.side === "before" ? x - length : x,
            to: label.side === "before" ? x : x + length,
          },
        ];
      });
      labelled += boxes.length;
      for (const a of boxes) {
        expect(a.from).toBeGreaterThanOrEqual(0);
        expect(a.to).toBeLessThanOrEqual(600);
        for (const b of boxes)
          if (a.i !== b.i && a.lane === b.lane) expect(a.to <= b.from || b.to <= a.from).toBe(true);
        labels.forEach((other, j) => {
          const x = xs[j] ?? 0;
          if (j !== a.i && other && other.lane < a.lane) expect(x <= a.from || x >= a.to).toBe(true);
        });
      }
    }
    expect(labelled).toBeGreaterThan(1500);
  });
});
