import type { SparkValue } from "@/lib/charts/spark";
import { sparkOf } from "@/lib/charts/spark";

const box = { width: 96, height: 20 };

/** The course of a series at a glance; its figures stand in a table elsewhere. Nothing with fewer than three that are known. */
export function Spark({ values }: { values: readonly SparkValue[] }) {
  const dots = sparkOf(values, box);
  if (dots.length < 3) return null;
  const line = dots.map(({ x, y, line: joined }) => `${joined ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  return (
    <svg
      width={box.width + 4}
      height={box.height + 4}
      viewBox={`-2 -2 ${box.width + 4} ${box.height + 4}`}
      aria-hidden="true"
    >
      <path d={line} fill="none" stroke="var(--ink2)" strokeWidth={1.5} />
      {dots.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={1.5} fill="var(--ink2)" />
      ))}
    </svg>
  );
}
