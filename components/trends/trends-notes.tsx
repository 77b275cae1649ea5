import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Figure } from "@/lib/charts/monthly";
import { trendsHref } from "@/lib/trends/schema";
import type { TrendsPage } from "@/lib/trends/types";
import classes from "./trends.module.css";
import { useAmountWords, usePeriodCode, useSentenceGap } from "./words";

/** What the bars hold and what they do not, in sentences whose numbers open their cases; together they are all cases of the filter. */
export function TrendsSummary({ page: { filter, view, model, facets, unit } }: { page: TrendsPage }) {
  const t = useTranslations("trends.summary");
  const textOf = useAmountWords(model, unit);
  const periodOf = usePeriodCode(model.step);
  const { months, drawn, earlier, remainder, all, step, measure } = model;
  const link = (href: string) => (words: ReactNode) => (
    <Link href={href as Route} prefetch={false}>
      {words}
    </Link>
  );
  const gap = useSentenceGap();
  const open = ({ cases, href }: Figure) => ({
    count: cases,
    open: cases > 0 ? link(href) : (words: ReactNode) => words,
  });
  const amount = (figure: Figure) => t("amount", { amount: textOf(figure) });
  const sentences: [string, ReactNode][] = [
    ["drawn", t.rich("drawn", open(drawn))],
    ["amount", measure !== "cases" && drawn.cases > 0 && amount(drawn)],
    [
      "lacking",
      measure !== "cases" && (drawn.amount?.lacking ?? 0) > 0 && t("lacking", { count: drawn.amount?.lacking ?? 0 }),
    ],
    [
      "remainder",
      remainder.cases > 0 &&
        t.rich(step === 1 ? "remainder" : step === 3 ? "remainderQuarter" : "remainderYear", open(remainder)),
    ],
    ["remainderAmount", measure !== "cases" && remainder.cases > 0 && amount(remainder)],
    [
      "earlier",
      earlier.cases > 0 &&
        t.rich("earlier", {
          ...open(earlier),
          month: periodOf(months[0]?.month ?? ""),
          all: link(trendsHref(filter, { ...view, months: "all" })),
        }),
    ],
    ["all", drawn.cases !== all.cases && t.rich("all", open(all))],
    ["otherUnits", unit !== null && facets.total > all.cases && t("otherUnits", { count: facets.total - all.cases })],
    [
      "maybe",
      (filter.from !== null || filter.to !== null) &&
        facets.maybe > 0 &&
        (filter.maybe
          ? t("maybeIn", { count: facets.maybe })
          : t.rich("maybe", { count: facets.maybe, add: link(trendsHref({ ...filter, maybe: "1" }, view)) })),
    ],
  ];
  return (
    <p className={classes.summary}>
      {sentences
        .filter(([, sentence]) => sentence !== false)
        .map(([key, sentence], at) => (
          <span key={key}>
            {at > 0 && gap}
            {sentence}
          </span>
        ))}
    </p>
  );
}

/** How the figures differ from those under the current conversion set. */
export function EffectOfSet({ page: { effect, conversion, model, unit } }: { page: TrendsPage }) {
  const t = useTranslations("trends.effect");
  const textOf = useAmountWords(model, unit);
  const shown = conversion.sets.find(({ slug }) => slug === conversion.under);
  const current = conversion.sets.find((set) => set.current);
  if (!effect || !shown || !current) return null;
  const text = (amount: Figure["amount"]) => textOf({ cases: 1, amount });
  return (
    <p className={classes.effect}>
      {t(effect.changed === 0 ? "none" : "changed", {
        set: shown.name,
        current: current.name,
        changed: effect.changed,
        count: effect.of,
        before: text(effect.current),
        after: text(effect.shown),
      })}
    </p>
  );
}
