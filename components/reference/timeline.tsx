import { useTranslations } from "next-intl";
import type { CoveragePage } from "@/lib/reference/types";
import classes from "./timeline.module.css";

const states = ["covered", "nil", "part", "gap", "none"] as const;
const marks = { covered: "0", nil: "0", part: "◐", gap: "–", none: "" } as const;

/** The months of a point, a row per year: covered, in a known gap, without a return, and how many cases lie in each. */
export function Timeline({ years }: { years: CoveragePage["years"] }) {
  const t = useTranslations("reference");
  return (
    <figure className={classes.figure}>
      <table className={classes.timeline}>
        <caption className="visually-hidden">{t("timeline.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("timeline.year")}</span>
            </th>
            {Array.from({ length: 12 }, (_, month) => String(month + 1)).map((month) => (
              <th key={month} scope="col">
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, months }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              {months.map((month, at) => {
                const key = `${year}-${String(at + 1).padStart(2, "0")}`;
                if (month === null) return <td key={key} />;
                const words = t("timeline.month", {
                  month: key,
                  state: t(`cover.${month.state}`),
                  count: month.cases,
                });
                return (
                  <td key={key} data-state={month.state} title={words}>
                    <span aria-hidden="true">{month.cases > 0 ? month.cases : marks[month.state]}</span>
                    <span className="visually-hidden">{words}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption className={classes.legend}>
        {states.map((state) => (
          <span key={state}>
            <i data-state={state} aria-hidden="true">
              {marks[state]}
            </i>
            {t(`cover.${state}`)}
          </span>
        ))}
        <span>{t("timeline.numbers")}</span>
      </figcaption>
    </figure>
  );
}
