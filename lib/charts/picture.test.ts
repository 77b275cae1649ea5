import { describe, expect, it } from "vitest";
import type { ChartModel, ChartMonth } from "./chart-model";
import type { About } from "./picture";
import { drawPicture } from "./picture";
import { shapePaths } from "./shapes";

const month = (name: string, change: Partial<ChartMonth> = {}): ChartMonth => ({
  month: name,
  name,
  sentence: name,
  total: null,
  label: "",
  range: null,
  largest: null,
  segments: [],
  provisional: false,
  gap: false,
  part: false,
  yearBefore: null,
  notes: [],
  ...change,
});
const figure = (value: number) => ({ cases: value, href: "", value, text: String(value) });
const bar = (name: string, parts: [string, number][], change: Partial<ChartMonth> = {}) =>
  month(name, {
    total: figure(parts.reduce((sum, [, value]) => sum + value, 0)),
    label: String(parts.reduce((sum, [, value]) => sum + value, 0)),
    segments: parts.map(([series, value]) => ({ ...figure(value), series, name: series })),
    ...change,
  });

const words: ChartModel["words"] = {
  label: "",
  keys: "",
  failed: "",
  provisional: "provisional",
  uncovered: "not covered",
  measure: "Cases",
  axis: "",
  cases: "Cases",
  yearBefore: "Year before",
  open: "",
  largest: "",
  weighing: "",
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  quarters: ["Q1", "Q2", "Q3", "Q4"],
};
const model: ChartModel = {
  first: 2010 * 12,
  step: 1,
  months: [
    bar("2010-01", [
      ["ice", 2],
      ["mixed", 1],
    ]),
    bar("2010-02", [], { label: "0" }),
    month("2010-03", { gap: true }),
    bar("2010-04", [["ice", 4]], { provisional: true, range: { low: 3, high: null }, part: true, largest: "75%" }),
  ],
  series: [
    { code: "ice", look: "ice", name: "Ice & more", text: "6" },
    { code: "mixed", look: "mixed", name: "Two or more", text: "1" },
  ],
  ticks: [0, 2, 4],
  markers: [{ start: 1.5, end: 1.5, date: "2010-02-15", text: "A <closure>", source: "[2]" }],
  withYearBefore: true,
  words,
};
const about: About = {
  locale: "en",
  title: "Dandong: cases per month",
  note: "2010-01 to 2010-04. As of 2010-05-01 08:00 (Asia/Shanghai).",
  filter: 'Filter: Text "<b>".',
  summary: "7 cases are drawn. 2 cases whose month is not known are not.",
  method: ["Bars count cases.", "Seizures reflect enforcement as well as flow."],
  handling: "TLP:AMBER+STRICT",
  synthetic: null,
  marks: [{ mark: "zero", words: "covered, no case" }],
};

/** Every drawn rectangle as `fill x y width height`, and every text: the picture as a model, the same in every browser. */
function drawn(svg: string) {
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  const body = svg.slice(svg.indexOf("</defs>"));
  return {
    bars: [...body.matchAll(/<rect [^>]*>/g)]
      .map(([tag]) => ["fill", "height"].map((name) => attribute(tag, name)).join(" "))
      .slice(1),
    texts: [...body.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text),
  };
}

describe("a picture that leaves the register", () => {
  const svg = drawPicture(model, about);

  it("says what was counted, how, and how sure it is, without a page around it", () => {
    const { texts } = drawn(svg);
    for (const said of [about.title, about.note, about.summary, "TLP:AMBER+STRICT", "provisional"])
      expect(texts).toContain(said);
    expect(texts).toContain("Filter: Text &quot;&lt;b&gt;&quot;.");
    expect(texts).toContain("Ice &amp; more 6");
    expect(texts).toContain("2010-02-15 A &lt;closure&gt; [2]");
    expect(texts.filter((text) => about.method.includes(text ?? ""))).toEqual(about.method);
    expect(svg).not.toMatch(/var\(--|NaN|undefined|null/);
  });

  it("draws zero, gap, provisional and part differently", () => {
    const { bars, texts } = drawn(svg);
    // handling; then a case is 85 px high: two of ice, one of two or more, four provisional ones, hatched
    expect(bars).toEqual(["#000000 22", "url(#dots) 5", "#28448a 169", "url(#checked) 84", "url(#h-ice) 338"]);
    expect(texts).toContain("0");
    expect(svg).toContain('stroke-dasharray="3 2"');
    expect(texts).toContain("75%");
  });

  it("marks a segment with its shape where it is large enough: some colours coincide in grey", () => {
    const marks = (drawing: string, d: string) => drawing.split(`d="${d}"`).length - 1;
    // one in the legend, one in each of two segments
    expect(marks(svg, shapePaths.square)).toBe(3);
    expect(marks(svg, shapePaths["overlapping-squares"])).toBe(2);
    const narrow = { ...model, months: Array.from({ length: 480 }, (_, i) => bar(`${i}`, [["ice", 1]])) };
    expect(marks(drawPicture(narrow, about), shapePaths.square)).toBe(1);
  });

  it("is a document that an XML parser takes", () => {
    const open = [...svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/gi)];
    const stack: string[] = [];
    for (const [, close, name = "", empty] of open) {
      if (empty) continue;
      if (close) expect(stack.pop()).toBe(name);
      else stack.push(name);
    }
    expect(stack).toEqual([]);
  });

  it("says across itself where the register is invented", () => {
    expect(drawn(svg).texts.filter((text) => text === "Synthetic")).toEqual([]);
    const marked = drawn(drawPicture(model, { ...about, synthetic: "Synthetic. Every case is invented." }));
    expect(marked.texts).toContain("Synthetic. Every case is invented.");
    expect(marked.texts).toContain("Synthetic");
  });

  it.each([
    ["nothing", { months: [], series: [], markers: [] }],
    ["forty years of months", { months: Array.from({ length: 480 }, (_, i) => bar(`${i}`, [["ice", 1]])) }],
    ["quarters", { step: 3 as const }],
    ["years", { step: 12 as const }],
  ])("can be of %s", (_, change) => {
    expect(drawPicture({ ...model, ...change }, about)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("breaks long lines, Chinese ones too", () => {
    const long = { ...about, method: ["各过境点从何时到何时有报告，由审核员登记。".repeat(8)] };
    const lines = drawn(drawPicture(model, long)).texts.filter((text) => text?.includes("审核员"));
    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((text) => text?.length ?? 0))).toBeLessThan(100);
  });
});
