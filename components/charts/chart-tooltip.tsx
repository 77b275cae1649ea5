import type { Route } from "next";
import Link from "next/link";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { ChartMonth, ChartWords } from "./chart-month";
import { frame } from "./chart-month";
import classes from "./monthly-chart.module.css";

/**
 * What a month holds, beside its bar. The pointer passes through it; where a finger opened it, its lines are links.
 * @param column left and right edge of the month across the plot, 0 to 1
 * @param top of the plot, in px
 */
export function ChartTooltip({
  id,
  month,
  words,
  column,
  top,
}: {
  id: string;
  month: ChartMonth;
  words: ChartWords;
  column: { from: number; to: number };
  top: number;
}) {
  const before = column.from + column.to > 1;
  const edge = before ? column.from : column.to;
  const left = `calc(${frame.left}px + (100% - ${frame.left + frame.right}px) * ${edge})`;
  return (
    <div id={id} className={classes.tooltip} data-side={before ? "before" : "after"} style={{ left, top }}>
      <strong>{month.name}</strong>
      {month.total && (
        <table>
          <tbody>
            {month.segments.map(({ series, name, cases, href }) => (
              <tr key={series}>
                <th scope="row">
                  <SubstanceMark series={series} /> {name}
                </th>
                <td>
                  <Link href={href as Route} prefetch={false} tabIndex={-1}>
                    {cases}
                  </Link>
                </td>
              </tr>
            ))}
            <tr className={classes.sum}>
              <th scope="row">{words.cases}</th>
              <td>{month.total.cases}</td>
            </tr>
            {month.yearBefore !== null && (
              <tr>
                <th scope="row">{words.yearBefore}</th>
                <td>{month.yearBefore}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      {month.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {month.total && month.total.cases > 0 && (
        <Link className={classes.open} href={month.total.href as Route} prefetch={false} tabIndex={-1}>
          {words.open}
        </Link>
      )}
    </div>
  );
}
