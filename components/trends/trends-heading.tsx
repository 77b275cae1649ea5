import { useLocale, useTranslations } from "next-intl";
import type { Filter } from "@/lib/filter/fields";
import { monthOfNumber } from "@/lib/filter/period";
import type { PointNode } from "@/lib/filter/points";
import { flatten, slugOf } from "@/lib/filter/points";
import { allNames, nameIn } from "@/lib/i18n/names";
import type { MonthRange } from "@/lib/trends/types";
import classes from "./trends.module.css";
import { useSentenceGap } from "./words";

type Chosen = { node: PointNode; alone: boolean };

/** Whose trend this is: the points of the filter, one of them in every script; below it what is counted with it, and when. */
export function TrendsHeading({
  filter,
  points,
  range,
}: {
  filter: Filter;
  points: readonly PointNode[];
  range: MonthRange;
}) {
  const t = useTranslations("trends");
  const locale = useLocale();
  const gap = useSentenceGap();
  const bySlug = new Map(flatten(points).map((node) => [node.point.slug, node]));
  const chosen = filter.point.flatMap((value): Chosen[] => {
    const node = bySlug.get(slugOf(value));
    return node ? [{ node, alone: value.endsWith("~only") }] : [];
  });
  const withNone = filter.point.includes("none");
  const [only, ...others] = chosen;
  const join = (nodes: readonly PointNode[]) =>
    nodes.map((node) => nameIn(node.point, locale)).join(t("heading.separator"));
  const below = only && others.length === 0 && !only.alone ? flatten(only.node.children) : [];
  const notes = [
    below.length > 0 && t("heading.with", { points: join(below) }),
    only?.alone && others.length === 0 && only.node.children.length > 0 && t("heading.only"),
    only && withNone && t("heading.withAll"),
    range.last >= range.first &&
      t("range", {
        from: monthOfNumber(range.first),
        to: monthOfNumber(range.last),
        count: range.last - range.first + 1,
      }),
  ].filter((note) => typeof note === "string");

  return (
    <div>
      <h1 className={classes.title}>
        {only && others.length === 0 ? (
          allNames(only.node.point, locale).map(({ text, lang }, i) => (
            <span key={lang} lang={lang} className={i === 0 ? undefined : classes.otherScript}>
              {text}{" "}
            </span>
          ))
        ) : (
          <span>
            {only ? join(chosen.map(({ node }) => node)) : t(withNone ? "heading.noPoint" : "heading.allPoints")}{" "}
          </span>
        )}
        <span className={classes.measure}>{t("heading.perMonth")}</span>
      </h1>
      <p className={classes.note}>{notes.join(gap)}</p>
    </div>
  );
}
