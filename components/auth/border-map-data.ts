import type { Locale } from "@/lib/codes";
import type { Names } from "@/lib/i18n/names";

/** Longitude and latitude in degrees. */
export type Position = readonly [lon: number, lat: number];

/**
 * The two rivers, from the border's mountain to the sea: Natural Earth's 1:10m river centre lines (public domain), thinned to what can be
 * seen at this size and rounded to about a kilometre. Decoration, not a map to measure on.
 */
export const yalu: readonly Position[] = [
  [128.09, 41.92],
  [128.1, 41.82],
  [128.16, 41.71],
  [128.25, 41.66],
  [128.3, 41.58],
  [128.15, 41.38],
  [128.1, 41.38],
  [128.1, 41.4],
  [128.06, 41.39],
  [128.05, 41.42],
  [128.01, 41.41],
  [128, 41.47],
  [127.97, 41.45],
  [127.94, 41.47],
  [127.88, 41.46],
  [127.85, 41.43],
  [127.66, 41.45],
  [127.64, 41.43],
  [127.56, 41.46],
  [127.54, 41.49],
  [127.3, 41.49],
  [127.27, 41.51],
  [127.28, 41.53],
  [127.21, 41.55],
  [127.18, 41.52],
  [127.13, 41.52],
  [127.1, 41.54],
  [127.18, 41.59],
  [127.06, 41.64],
  [127.05, 41.68],
  [127.08, 41.68],
  [127.04, 41.73],
  [126.95, 41.77],
  [126.93, 41.8],
  [126.79, 41.7],
  [126.73, 41.74],
  [126.68, 41.74],
  [126.73, 41.7],
  [126.67, 41.67],
  [126.62, 41.67],
  [126.57, 41.61],
  [126.58, 41.56],
  [126.5, 41.43],
  [126.52, 41.35],
  [126.49, 41.34],
  [126.5, 41.37],
  [126.47, 41.37],
  [126.44, 41.35],
  [126.27, 41.15],
  [126.12, 41.08],
  [126.14, 41.06],
  [126.1, 41.01],
  [125.98, 40.91],
  [126.01, 40.9],
  [125.94, 40.88],
  [125.88, 40.9],
  [125.82, 40.87],
  [125.76, 40.89],
  [125.64, 40.81],
  [125.68, 40.77],
  [125.61, 40.76],
  [125.57, 40.79],
  [125.55, 40.73],
  [125.47, 40.71],
  [125.41, 40.63],
  [125.29, 40.65],
  [125.03, 40.54],
  [125.01, 40.51],
  [125.03, 40.46],
  [124.94, 40.46],
  [124.9, 40.48],
  [124.8, 40.39],
  [124.74, 40.37],
  [124.71, 40.31],
  [124.57, 40.25],
  [124.37, 40.1],
];
export const tumen: readonly Position[] = [
  [128.19, 41.96],
  [128.29, 41.96],
  [128.41, 42.01],
  [128.56, 42],
  [128.61, 42.03],
  [128.68, 42.03],
  [128.72, 42.05],
  [128.94, 42.04],
  [128.96, 42.09],
  [129.03, 42.1],
  [129.06, 42.15],
  [129.12, 42.15],
  [129.21, 42.22],
  [129.18, 42.24],
  [129.23, 42.3],
  [129.19, 42.32],
  [129.24, 42.32],
  [129.24, 42.37],
  [129.3, 42.39],
  [129.33, 42.43],
  [129.35, 42.42],
  [129.34, 42.45],
  [129.39, 42.43],
  [129.43, 42.44],
  [129.53, 42.37],
  [129.59, 42.41],
  [129.59, 42.45],
  [129.7, 42.44],
  [129.76, 42.61],
  [129.74, 42.63],
  [129.79, 42.68],
  [129.76, 42.7],
  [129.76, 42.75],
  [129.85, 42.96],
  [129.91, 42.98],
  [129.88, 43],
  [129.92, 43.01],
  [130, 42.96],
  [130.12, 42.98],
  [130.1, 42.92],
  [130.24, 42.9],
  [130.26, 42.71],
  [130.43, 42.6],
  [130.45, 42.55],
  [130.47, 42.6],
  [130.52, 42.6],
  [130.58, 42.45],
  [130.65, 42.4],
  [130.66, 42.32],
  [130.7, 42.3],
];

/** Where the border leaves the two springs: over the mountain (Natural Earth's 1:50m boundary, public domain). */
export const overTheMountain: readonly Position[] = [
  [128.09, 41.86],
  [128.03, 41.9],
  [128.03, 41.95],
  [128.05, 41.99],
  [128.16, 42.01],
  [128.31, 42.03],
  [128.41, 42.01],
];

export type Mark = {
  names: Names;
  at: Position;
  /** where the name stands from its mark, in px, and which end of it */
  label: { dx: number; dy: number; anchor: "start" | "end" | "middle" };
};

const mark = (en: string, zh: string, ko: string, at: Position, label: Mark["label"]): Mark => ({
  names: { nameEn: en, nameZh: zh, nameKo: ko },
  at,
  label,
});
const left = { dx: -12, dy: 0, anchor: "end" } as const;
const below = { dx: 6, dy: 10, anchor: "start" } as const;

/** The transit points of the register, as its reference lists name and place them. */
export const crossings: readonly Mark[] = [
  mark("Dandong", "丹东", "단둥", [124.395, 40.129], { ...left, dy: -6 }),
  mark("Ji'an", "集安", "지안", [126.183, 41.124], { ...left, dx: -9, dy: -10 }),
  mark("Linjiang", "临江", "린장", [126.908, 41.807], { ...left, dx: -8, dy: -12 }),
  mark("Changbai", "长白", "창바이", [128.195, 41.418], { dx: 12, dy: -3, anchor: "start" }),
  mark("Helong / Nanping", "和龙 / 南坪", "허룽 / 난핑", [129.206, 42.264], left),
  mark("Longjing / Sanhe", "龙井 / 三合", "룽징 / 싼허", [129.738, 42.477], { ...left, dy: -4 }),
  mark("Kaishantun", "开山屯", "카이산툰", [129.756, 42.701], left),
  mark("Yanbian", "延边", "옌볜", [129.502, 42.888], { ...left, dx: -11, dy: -8 }),
  mark("Tumen", "图们", "투먼", [129.842, 42.966], { dx: 0, dy: -16, anchor: "middle" }),
  mark("Hunchun / Quanhe", "珲春 / 圈河", "훈춘 / 취안허", [130.545, 42.577], { dx: 13, dy: -3, anchor: "start" }),
];

/** Their opposites. */
export const opposites: readonly Mark[] = [
  mark("Sinuiju", "新义州", "신의주", [124.398, 40.101], below),
  mark("Manpo", "满浦", "만포", [126.289, 41.155], { ...below, dy: 12 }),
  mark("Hyesan", "惠山", "혜산", [128.178, 41.402], { ...below, dy: 14 }),
  mark("Namyang", "南阳", "남양", [129.856, 42.95], { ...below, dx: 8, dy: 12 }),
  mark("Rajin", "罗津", "라진", [130.283, 42.256], below),
];

/** Names of countries beside the border; `original` is the language that the name there is in. */
export const countries: readonly { names: Names; original?: Locale; at: Position }[] = [
  { names: { nameEn: "China", nameZh: "中国", nameKo: "중국" }, original: "zh", at: [125.3, 42.62] },
  { names: { nameEn: "DPR Korea", nameZh: "朝鲜", nameKo: "조선" }, original: "ko", at: [126.95, 40.36] },
  { names: { nameEn: "Russia", nameZh: "俄罗斯", nameKo: "러시아" }, at: [131.0, 43.32] },
];
