import type { SparkMonth } from "@/lib/overview/types";
import classes from "./overview.module.css";

const step = 6;
const height = 24;

/**
 * Two years of months on a scale of their own, the year before paler; a dotted foot where a month was not covered, an outline where it is
 * provisional. Decoration: the columns beside it say its numbers.
 */
export function SparkBars({ months }: { months: readonly SparkMonth[] }) {
  const most = Math.max(1, ...months.map(({ cases }) => cases));
  const half = months.length / 2;
  return (
    <svg
      className={classes.spark}
      width={months.length * step}
      height={height}
      viewBox={`0 0 ${months.length * step} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {months.map(({ month, cases, covered, provisional }, nth) => {
        const tall = cases === 0 ? 0 : Math.max(2, Math.round((cases / most) * (height - 2)));
        return (
          <g key={month} data-year={nth < half ? "before" : "now"} data-provisional={provisional || undefined}>
            {tall > 0 && <rect x={nth * step + 0.5} y={height - 1 - tall} width={step - 1} height={tall} />}
            {cases === 0 && !covered && (
              <line x1={nth * step + 1} x2={nth * step + step} y1={height - 2} y2={height - 2} strokeDasharray="1 2" />
            )}
          </g>
        );
      })}
      <line x1={0} x2={months.length * step} y1={height - 0.5} y2={height - 0.5} data-axis="" />
    </svg>
  );
}
