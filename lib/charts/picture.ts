import type { Locale } from "@/lib/codes";
import type { ChartModel, ChartMonth } from "./chart-model";
import { clip, frame, headOf, markerTexts, runsOf } from "./chart-model";
import type { Look } from "./colours";
import { shapeOf } from "./colours";
import { familiesFor } from "./letters";
import { placeLabels, textWidth } from "./marker-labels";
import type { MarkKey } from "./marks";
import { writtenMarks } from "./marks";
import { lightColours, paper } from "./palette";
import { markAt, markFits, shapePaths } from "./shapes";
import type { Column } from "./stack";
import { barWidth, coursePath, labelAt, rangePath, stackOf } from "./stack";
import { formatTick, periodTicks, totalsFit } from "./ticks";

/** What stands around the bars of a picture that leaves the register, in the reader's language: who gets only the picture knows what it says. */
export type About = {
  locale: Locale;
  title: string;
  /** the months drawn, and whose */
  note: string;
  filter: string;
  /** what is not drawn, in words */
  summary: string;
  method: readonly string[];
  /** `TLP:AMBER`; null where no case is counted */
  handling: string | null;
  /** said of an invented register */
  synthetic: string | null;
  /** the words of the marks that occur */
  marks: readonly Readonly<{ mark: MarkKey; words: string }>[];
};

const width = 1200;
const margin = 32;
const plotHeight = 340;
/** Where a picture's own letters lack one. */
const machineFonts = {
  zh: ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"],
  ko: ["Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic"],
};
const fontsFor = (locale: Locale) => {
  const { zh, ko } = machineFonts;
  const names = [...familiesFor(locale), ...(locale === "ko" ? [...ko, ...zh] : [...zh, ...ko])];
  return [...names.map((name) => `'${name}'`), "sans-serif"].join(", ");
};

const escaped: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const xml = (text: string) => text.replace(/[&<>"]/g, (char) => escaped[char] ?? char);
const n = (value: number) => String(Math.round(value * 100) / 100);

type Style = {
  size?: number;
  weight?: 400 | 600;
  colour?: string;
  anchor?: "start" | "middle" | "end";
  italic?: boolean;
  /** a rim of paper, over what is drawn */
  rim?: boolean;
};

function text(
  x: number,
  y: number,
  words: string,
  { size = 12, weight = 400, colour = paper.ink, anchor = "start", italic, rim }: Style = {},
) {
  return `<text x="${n(x)}" y="${n(y)}"${rim ? ` paint-order="stroke" stroke="${paper.surface}" stroke-width="3"` : ""} font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}"${italic ? ' font-style="italic"' : ""}>${xml(words)}</text>`;
}

/** Lines of at most so many px at 12 px: broken at spaces, and between full-width characters. */
function wrap(words: string, most: number): string[] {
  const parts = words.match(/[\u1100-\uffff]|[^\s\u1100-\uffff]+|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line !== "" && textWidth(line + part) > most && part.trim() !== "") {
      lines.push(line.trimEnd());
      line = "";
    }
    if (line !== "" || part.trim() !== "") line += part;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

/**
 * A picture of the chart by itself, as SVG: bars, marks, what was counted, how, and how sure it is. Colours of the light scheme.
 * @param letters a stylesheet that carries the fonts, for those who lack them
 */
export function drawPicture(model: ChartModel, about: About, letters = ""): string {
  const parts: string[] = [];
  let y = margin + 14;
  parts.push(text(margin, y, about.title, { size: 20, weight: 600 }));
  if (about.handling !== null) {
    const box = about.handling.length * 8 + 14;
    parts.push(
      `<rect x="${n(width - margin - box)}" y="${n(y - 17)}" width="${n(box)}" height="22" fill="#000000"/>`,
      text(width - margin - box / 2, y - 1, about.handling, {
        size: 13,
        weight: 600,
        colour: "#ffffff",
        anchor: "middle",
      }),
    );
  }
  for (const line of [about.synthetic, about.note, about.filter].filter((words) => words !== null && words !== ""))
    for (const words of wrap(line ?? "", width - 2 * margin)) {
      y += 18;
      parts.push(
        text(margin, y, words, {
          colour: line === about.synthetic ? "#8a5300" : paper.ink2,
          weight: line === about.synthetic ? 600 : 400,
        }),
      );
    }
  y += 26;
  const legend = drawLegend(model, about, y);
  parts.push(legend.svg);
  y = legend.bottom + 10;
  const plot = {
    left: margin + 44,
    right: width - margin,
    top: y + headOf(model),
    bottom: y + headOf(model) + plotHeight,
  };
  parts.push(drawBars(model, plot, about.locale));
  y = plot.bottom + 44;
  for (const words of [about.summary, ...about.method].flatMap((line) => wrap(line, width - 2 * margin))) {
    y += 16;
    parts.push(text(margin, y, words, { colour: paper.ink2 }));
  }
  const height = y + margin;
  const stamp =
    about.synthetic === null
      ? ""
      : `<text x="${width / 2}" y="${n((plot.top + plot.bottom) / 2)}" font-size="96" font-weight="600" fill="#8a5300" fill-opacity="0.12" text-anchor="middle" transform="rotate(-18 ${width / 2} ${n((plot.top + plot.bottom) / 2)})">${xml(about.synthetic.split(/[.:：。]/)[0] ?? "")}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${n(height)}" viewBox="0 0 ${width} ${n(height)}" lang="${about.locale}" font-family="${xml(fontsFor(about.locale))}">${letters && `<style>${letters}text{font-synthesis-style:none;font-variant-numeric:tabular-nums lining-nums}</style>`}<title>${xml(about.title)}</title><desc>${xml([about.filter, about.summary, ...about.method].join(" "))}</desc>${patterns(model)}<rect width="${width}" height="${n(height)}" fill="${paper.surface}"/>${parts.join("")}${stamp}</svg>`;
}

function patterns({ series }: ChartModel): string {
  const hatch = ({ look }: { look: Look }) =>
    `<pattern id="h-${look}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${paper.surface}"/><rect width="${look === "mixed" ? 2 : 3.4}" height="6" fill="${lightColours[look]}"/>${look === "mixed" ? `<rect width="6" height="2" fill="${lightColours[look]}"/>` : ""}</pattern>`;
  return `<defs>${series.map(hatch).join("")}<pattern id="checked" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="${lightColours.mixed}"/><path d="M0 0h3v3H0zM3 3h3v3H3z" fill="${paper.bar}"/></pattern><pattern id="h-mark" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="4" fill="${paper.ink2}"/></pattern><pattern id="dots" width="3" height="3" patternUnits="userSpaceOnUse"><rect width="1.2" height="1.2" fill="${paper.ink3}"/></pattern></defs>`;
}

function drawLegend({ series }: ChartModel, { marks }: About, top: number): { svg: string; bottom: number } {
  let [x, y] = [margin, top];
  const parts: string[] = [];
  const place = (words: string, draw: (x: number, y: number) => string, lead: number) => {
    const length = lead + textWidth(words) + 18;
    if (x > margin && x + length > width - margin) [x, y] = [margin, y + 20];
    parts.push(draw(x, y), text(x + lead, y, words));
    x += length;
  };
  for (const { look, name, text: figure } of series)
    place(
      `${name} ${figure}`,
      (at, line) =>
        `<path transform="translate(${n(at)} ${n(line - 9)})" d="${shapePaths[shapeOf(look)]}" fill="${lightColours[look]}" fill-rule="evenodd"/>`,
      15,
    );
  for (const { mark, words } of marks) place(words, (at, line) => drawMark(mark, at, line), 23);
  return { svg: parts.join(""), bottom: y };
}

/** A mark as the chart draws it, 18 px wide, on a line of the legend. */
function drawMark(mark: MarkKey, x: number, line: number): string {
  const y = line - 4;
  const stroke = (d: string, width: number, more = "") =>
    `<path d="${d}" fill="none" stroke="${paper.ink}" stroke-width="${width}"${more}/>`;
  const written = writtenMarks[mark];
  if (written !== undefined)
    return text(x + 9, line, written, { anchor: "middle", colour: paper.ink2, italic: mark === "share" });
  if (mark === "yearBefore")
    return `${stroke(`M${n(x)} ${n(y)}h18`, 1.4)}<circle cx="${n(x + 9)}" cy="${n(y)}" r="2.6" fill="${paper.surface}" stroke="${paper.ink}" stroke-width="1.4"/>`;
  if (mark === "range") return stroke(`M${n(x + 9)} ${n(y - 6)}v12m-4.5 0h9m-9 -12h9`, 1.4);
  if (mark === "part") return stroke(`M${n(x)} ${n(y)}h18`, 2, ' stroke-dasharray="3 2"');
  if (mark === "provisional")
    return `<rect x="${n(x + 2)}" y="${n(y - 5)}" width="14" height="10" fill="url(#h-mark)" stroke="${paper.ink2}"/>`;
  return `<rect x="${n(x)}" y="${n(y - 2)}" width="18" height="5" fill="url(#dots)"/>`;
}

type Plot = { left: number; right: number; top: number; bottom: number };

function drawBars(model: ChartModel, plot: Plot, locale: Locale): string {
  const { months, ticks, words } = model;
  const band = (plot.right - plot.left) / Math.max(1, months.length);
  const max = ticks.at(-1) ?? 1;
  const middle = (at: number) => plot.left + (at + 0.5) * band;
  const heightAt = (value: number) => plot.bottom - ((plot.bottom - plot.top) * value) / max;
  const bar = barWidth(band);
  const columnOf = (at: number): Column => ({ x: middle(at), bar, heightAt });
  const parts = ticks.map(
    (tick) =>
      `<path d="M${plot.left} ${n(heightAt(tick))}H${plot.right}" stroke="${tick === 0 ? paper.ink2 : paper.line}"/>${text(plot.left - 8, heightAt(tick) + 4, formatTick(tick, locale), { colour: paper.ink2, anchor: "end" })}`,
  );
  if (words.axis) parts.push(text(plot.left - 8, plot.top - 12, words.axis, { colour: paper.ink2, anchor: "end" }));
  const names = model.step === 3 ? words.quarters : words.months;
  for (const { at, month, year } of periodTicks(model.first, model.step, months.length, band, names)) {
    if (month !== null)
      parts.push(text(middle(at), plot.bottom + 16, names[month - 1] ?? "", { colour: paper.ink2, anchor: "middle" }));
    if (year !== null)
      parts.push(
        text(middle(at), plot.bottom + (month === null ? 16 : 31), String(year), { weight: 600, anchor: "middle" }),
      );
  }
  for (const { from, to } of runsOf(months, (month) => month.gap)) {
    const [x, length] = [plot.left + from * band, (to - from + 1) * band];
    parts.push(
      `<rect x="${n(x + Math.min(4, band * 0.11))}" y="${n(plot.bottom - 6)}" width="${n(length - 2 * Math.min(4, band * 0.11))}" height="5" fill="url(#dots)"/>`,
    );
    if (length > 90)
      parts.push(text(x + length / 2, plot.bottom - 12, words.uncovered, { colour: paper.ink2, anchor: "middle" }));
  }
  const provisional = months.findIndex((month) => month.provisional);
  if (provisional >= 0) {
    const x = plot.left + provisional * band;
    const room = plot.right - x > textWidth(words.provisional) + 6;
    parts.push(
      `<path d="M${n(x)} ${n(plot.top - headOf({ ...model, markers: [] }) + 2)}V${n(plot.bottom)}" stroke="#7f898e" stroke-dasharray="2 3"/>`,
      text(room ? x + 5 : x - 5, plot.top - headOf({ ...model, markers: [] }) + frame.word, words.provisional, {
        colour: paper.ink2,
        anchor: room ? "start" : "end",
      }),
    );
  }
  const longest = Math.max(1, ...months.map(({ label }) => label.length));
  parts.push(...months.map((month, at) => drawStack(model, month, columnOf(at))));
  if (model.withYearBefore) parts.push(drawYearBefore(months, columnOf));
  parts.push(...months.map((month, at) => drawLimits(month, columnOf(at), band, plot.bottom)));
  // Words come last, each with a rim of paper, so that no line runs through them.
  months.forEach((month, at) => {
    if (!month.total || !totalsFit(band, longest)) return;
    const share = month.largest !== null && totalsFit(band, month.largest.length) ? month.largest : null;
    const y = labelAt(month, heightAt, share !== null);
    parts.push(
      text(middle(at), y, month.label, {
        anchor: "middle",
        colour: month.total.cases === 0 ? paper.ink2 : paper.ink,
        rim: true,
      }),
    );
    if (share !== null)
      parts.push(text(middle(at), y - 14, share, { anchor: "middle", colour: paper.ink2, italic: true, rim: true }));
  });
  parts.push(drawMarkers(model, plot, band, heightAt));
  return parts.join("");
}

function drawStack({ series }: ChartModel, month: ChartMonth, column: Column): string {
  const parts: string[] = [];
  for (const { look, x, y, width: bar, height } of stackOf(series, month, column)) {
    const fill = month.provisional ? `url(#h-${look})` : look === "mixed" ? "url(#checked)" : lightColours[look];
    parts.push(
      `<rect x="${n(x)}" y="${n(y)}" width="${n(bar)}" height="${n(height)}" fill="${fill}"${month.provisional ? ` stroke="${lightColours[look]}"` : ""}/>`,
    );
    if (markFits(bar, height))
      parts.push(
        `<path transform="${markAt(x + bar / 2, y + height / 2)}" d="${shapePaths[shapeOf(look)]}" fill-rule="evenodd" fill="${paper.surface}" stroke="${lightColours[look]}" stroke-width="0.6"/>`,
      );
  }
  return parts.join("");
}

/** What stands on a bar: its range, and a dashed foot where a part of the period is counted. */
function drawLimits(month: ChartMonth, column: Column, band: number, floor: number): string {
  const d = rangePath(month, column, band);
  const range =
    d &&
    `<path d="${d}" stroke="${paper.surface}" stroke-width="4" fill="none"/><path d="${d}" stroke="${paper.ink}" stroke-width="1.4" fill="none"/>`;
  if (!month.part) return range;
  return `${range}<path d="M${n(column.x - band / 2 + 1)} ${n(floor + 3)}h${n(band - 2)}" stroke="${paper.ink2}" stroke-width="2" stroke-dasharray="3 2"/>`;
}

function drawYearBefore(months: readonly ChartMonth[], columnOf: (at: number) => Column): string {
  const { line, dots } = coursePath(months, columnOf);
  if (line === "") return "";
  return `<path d="${line}" fill="none" stroke="${paper.surface}" stroke-width="4.5"/><path d="${line}" fill="none" stroke="${paper.ink}" stroke-width="1.4"/>${dots
    .map(
      ({ x, y }) =>
        `<circle cx="${x}" cy="${y}" r="2.6" fill="${paper.surface}" stroke="${paper.ink}" stroke-width="1.4"/>`,
    )
    .join("")}`;
}

function drawMarkers(model: ChartModel, plot: Plot, band: number, heightAt: (value: number) => number): string {
  const lanes = Math.min(model.markers.length, frame.lanes);
  const places = model.markers.map((marker) => ({
    x: ((marker.start + marker.end) / 2) * band,
    texts: markerTexts(marker),
  }));
  const labels = placeLabels(places, plot.right - plot.left, lanes);
  const head = headOf({ ...model, markers: [] });
  return model.markers
    .map(({ start, end, date }, i) => {
      const label = labels[i] ?? null;
      const x = plot.left + (places[i]?.x ?? 0);
      const y = plot.top - head - lanes * frame.lane + (label?.lane ?? lanes) * frame.lane;
      const under = model.months[Math.min(model.months.length - 1, Math.floor((start + end) / 2))];
      const foot = heightAt(Math.max(under?.total?.value ?? 0, under?.range?.high ?? 0)) - (under?.total ? 34 : 8);
      const bracket = plot.top - head + 2;
      const line =
        end > start
          ? `M${n(plot.left + start * band)} ${n(bracket + 5)}v-5H${n(plot.left + end * band)}v5M${n(x)} ${n(bracket)}V${n(y + 3)}`
          : `M${n(x)} ${n(y + 3)}V${n(Math.max(bracket, foot))}`;
      const before = label?.side === "before";
      return `<path d="${line}" fill="none" stroke="${paper.ink2}"/>${label ? text(before ? x - 5 : x + 5, y + 13, clip(label.text, 120), { anchor: before ? "end" : "start" }) : ""}${label ? "" : `<title>${xml(date)}</title>`}`;
    })
    .join("");
}
