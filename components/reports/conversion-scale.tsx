"use client";

import { useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import classes from "./conversion-panel.module.css";
import { useReport } from "./report-context";
import type { GramRange } from "./scale";
import { scaleOf } from "./scale";

const width = 300;
const edge = 12;

/** A range on a small scale: the dot is the central figure, the bar what it may be. */
export function ConversionScale({ range }: { range: GramRange }) {
  const { locale } = useReport();
  const t = useTranslations("reports.conversion");
  const scale = scaleOf(range);
  if (!scale) return null;
  const { min, max, ticks, decimals } = scale;
  const x = (value: number) => edge + ((value - min) / (max - min)) * (width - 2 * edge);
  const text = (value: number) => formatNumber(value.toFixed(decimals), locale);
  const named = (value: number) => `${formatNumber(value.toFixed(decimals + 1), locale)} ${scale.unit}`;
  const label = t("scale", {
    from: text(min),
    to: text(max),
    central: named(scale.central),
    low: named(scale.low),
    high: named(scale.high),
  });
  return (
    <svg className={classes.scale} viewBox={`0 0 ${width} 38`} role="img" aria-label={label}>
      <line x1={x(min)} x2={x(max)} y1={10} y2={10} className={classes.axis} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={6} y2={14} className={classes.axis} />
          <text x={x(tick)} y={30} className={classes.tick}>
            {text(tick)}
          </text>
        </g>
      ))}
      <rect x={x(scale.low)} y={6} width={x(scale.high) - x(scale.low)} height={8} className={classes.range} />
      <circle cx={x(scale.central)} cy={10} r={4.5} className={classes.dot} />
    </svg>
  );
}
