import type { Route } from "next";
import Link from "next/link";
import type { CSSProperties } from "react";
import { useEffect, useRef } from "react";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { ChartModel, ChartMonth } from "@/lib/charts/chart-model";
import { frame } from "@/lib/charts/chart-model";
import classes from "./monthly-chart.module.css";
import type { Largest } from "./use-largest";
import { useLargest } from "./use-largest";

/**
 * What a period holds, beside its bar. The pointer passes through it; where a finger opened it, its lines are links.
 * @param column left and right edge of the period across the plot, 0 to 1
 * @param top of the plot, in px
 */
export function ChartTooltip({
  id,
  month,
  model: { series, words },
  column,
  top,
  known,
}: {
  id: string;
  month: ChartMonth;
  model: ChartModel;
  column: { from: number; to: number };
  top: number;
  known: Map<string, Largest>;
}) {
  const before = column.from + column.to > 1;
  const edge = before ? column.from : column.to;
  const left = `calc(${frame.left}px + (100% - ${frame.left + frame.right}px) * ${edge})`;
  const holds = month.total !== null && month.total.cases > 0;
  const largest = useLargest(holds ? (month.total?.href.split("?")[1] ?? "") : null, known);
  const box = useRef<HTMLDivElement>(null);
  const shown = `${month.month} ${largest?.says}`;
  // Below the chart it may lie below the screen; what is shown decides how high it is.
  useEffect(() => {
    if (shown && window.matchMedia("(width < 768px)").matches) box.current?.scrollIntoView({ block: "nearest" });
  }, [shown]);
  return (
    <div
      ref={box}
      id={id}
      className={classes.tooltip}
      data-side={before ? "before" : "after"}
      style={{ "--left": left, "--top": `${top}px` } as CSSProperties}
    >
      <strong>{month.name}</strong>
      {month.total && (
        <table>
          <tbody>
            {month.segments.map(({ series: code, name, text, href }) => (
              <tr key={code}>
                <th scope="row">
                  <SubstanceMark series={series.find((one) => one.code === code)?.look ?? "other"} /> {name}
                </th>
                <td>
                  <Link href={href as Route} prefetch={false} tabIndex={-1}>
                    {text}
                  </Link>
                </td>
              </tr>
            ))}
            <tr className={classes.sum}>
              <th scope="row">{words.measure}</th>
              <td>{month.total.text}</td>
            </tr>
            {words.measure !== words.cases && (
              <tr>
                <th scope="row">{words.cases}</th>
                <td>{month.total.cases}</td>
              </tr>
            )}
            {month.yearBefore !== null && (
              <tr>
                <th scope="row">{words.yearBefore}</th>
                <td>{month.yearBefore.text}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      {month.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {holds && (
        <div className={classes.largest} id={`${id}-largest`}>
          {largest ? (
            largest.says
              .filter((sentence) => !month.notes.includes(sentence))
              .map((sentence) => <p key={sentence}>{sentence}</p>)
          ) : (
            <p>{words.weighing}</p>
          )}
          {largest && largest.cases.length > 0 && (
            <>
              <p>{words.largest}</p>
              <ul>
                {largest.cases.map(({ reference, date, weight, href }) => (
                  <li key={reference}>
                    <Link href={href as Route} prefetch={false} tabIndex={-1}>
                      {reference}
                    </Link>{" "}
                    {date} <span>{weight}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {month.total && month.total.cases > 0 && (
        <Link className={classes.open} href={month.total.href as Route} prefetch={false} tabIndex={-1}>
          {words.open}
        </Link>
      )}
    </div>
  );
}
