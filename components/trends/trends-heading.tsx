import { useLocale, useTranslations } from "next-intl";
import { periodStart } from "@/lib/charts/periods";
import type { Filter } from "@/lib/filter/fields";
import { monthOfNumber } from "@/lib/filter/period";
import { flatten, slugOf } from "@/lib/filter/points";
import { allNames, nameIn } from "@/lib/i18n/names";
import type { TrendsPage } from "@/lib/trends/types";
import classes from "./trends.module.css";
import { useSentenceGap } from "./words";

/** Whose trend this is: the points of the filter by name; with one of them, what lies below it. */
export function usePointTitle(filter: Filter, points: TrendsPage["points"]) {
  const t = useTranslations("trends.heading");
  const locale = useLocale();
  const bySlug = new Map(flatten(points).map((node) => [node.point.slug, node]));
  const chosen = filter.point.flatMap((value) => {
    const node = bySlug.get(slugOf(value));
    return node ? [{ node, alone: value.endsWith("~only") }] : [];
  });
  const withNone = filter.point.includes("none");
  const [only, ...others] = chosen;
  const single = only && others.length === 0 ? only : null;
  const join = (nodes: typeof chosen) => nodes.map(({ node }) => nameIn(node.point, locale)).join(t("separator"));
  return {
    single,
    title: only ? join(chosen) : t(withNone ? "noPoint" : "allPoints"),
    notes: [
      single && !single.alone && single.node.children.length > 0
        ? t("with", { points: join(flatten(single.node.children).map((node) => ({ node, alone: false }))) })
        : null,
      single?.alone && single.node.children.length > 0 ? t("only") : null,
      only && withNone ? t("withAll") : null,
    ].filter((note) => note !== null),
  };
}

/** What the chart shows in a title: `cases per month`, `weight per quarter`. */
export function useMeasureTitle({ view, unit }: Pick<TrendsPage, "view" | "unit">): string {
  const t = useTranslations("trends.heading");
  const codes = useTranslations("codes.unit");
  const per = t(`per.${view.by}`);
  if (view.measure === "units") return t("units", { unit: unit === null ? "" : codes(unit), per });
  return t(view.measure === "grams" ? "grams" : "cases", { per });
}

/** Whose trend this is: the points of the filter, one of them in every script; below it what is counted with it, and when. */
export function TrendsHeading({ page }: { page: TrendsPage }) {
  const t = useTranslations("trends");
  const locale = useLocale();
  const gap = useSentenceGap();
  const { filter, points, range, model, asOf } = page;
  const { single, title, notes } = usePointTitle(filter, points);
  const measure = useMeasureTitle(page);
  const present = asOf.getUTCFullYear() * 12 + asOf.getUTCMonth();
  const step = model.step;
  const text = [
    ...notes,
    ...(filter.to !== null && filter.to.slice(0, 7) > monthOfNumber(present + 1) ? [t("future")] : []),
    ...(range.last >= range.first
      ? [
          t("range", {
            from: monthOfNumber(step === 1 ? range.first : Math.max(range.first, periodStart(range.first, step))),
            to: monthOfNumber(range.last),
            count: range.last - range.first + 1,
          }),
        ]
      : []),
  ];
  return (
    <div className={classes.heading}>
      <h1 className={classes.title}>
        {single ? (
          allNames(single.node.point, locale).map(({ text: name, lang }, i) => (
            <span key={lang} lang={lang} className={i === 0 ? undefined : classes.otherScript}>
              {name}{" "}
            </span>
          ))
        ) : (
          <span>{title} </span>
        )}
        <span className={classes.measure}>{measure}</span>
      </h1>
      <p className={classes.note}>{text.join(gap)}</p>
    </div>
  );
}
