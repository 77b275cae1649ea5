import { useLocale, useTranslations } from "next-intl";
import { fieldKey, useFilterWords } from "@/components/filters/words";
import { marksOf } from "@/lib/charts/marks";
import type { About } from "@/lib/charts/picture";
import type { Cell, Sheet } from "@/lib/charts/sheet";
import { activeFields } from "@/lib/filter/codec";
import { monthOfNumber } from "@/lib/filter/period";
import { formatInstant, formatNumber } from "@/lib/i18n/format";
import { trendsHref } from "@/lib/trends/schema";
import type { TrendsPage } from "@/lib/trends/types";
import { useMethod } from "./method";
import { useMeasureTitle, usePointTitle } from "./trends-heading";
import { useSentenceGap, useSeriesName, useStateWord } from "./words";

/** What a chart that leaves the register carries: whose and what, filter, set, method, as of, handling, and whether it is invented. */
export function useAbout(page: TrendsPage, timeZone: string): About & { sheet: Sheet; link: string } {
  const t = useTranslations("trends.out");
  const trends = useTranslations("trends");
  const synthetic = useTranslations("common.synthetic");
  const fields = useTranslations("filter");
  const locale = useLocale();
  const gap = useSentenceGap();
  const words = useFilterWords(page);
  const point = usePointTitle(page.filter, page.points);
  const measure = useMeasureTitle(page);
  const method = useMethod(page, timeZone);
  const { filter, view, model, range, conversion, handling, asOf, unit } = page;
  const set = conversion.sets.find(({ slug }) => slug === conversion.under);
  const active = activeFields(filter);
  const number = (n: number) => formatNumber(n, locale);
  const about: About = {
    locale,
    title: t("title", { points: point.title, measure }),
    note: [
      t("range", { from: monthOfNumber(range.first), to: monthOfNumber(range.last) }),
      ...point.notes,
      ...(set && view.measure === "grams" ? [t("set", { set: set.name })] : []),
      t("asOf", { instant: formatInstant(asOf, timeZone), zone: timeZone }),
    ].join(gap),
    filter: t("filter", {
      words:
        active.length === 0
          ? fields("none")
          : active
              .map((field) => t("field", { field: fields(fieldKey(filter, field)), value: words(filter, field) }))
              .join("; "),
    }),
    summary: [
      t("drawn", { count: model.drawn.cases }),
      model.remainder.cases > 0 && t("remainder", { count: model.remainder.cases }),
      model.earlier.cases > 0 && t("earlier", { count: model.earlier.cases }),
    ]
      .filter((sentence) => sentence !== false)
      .join(gap),
    method,
    handling: handling === null ? null : `TLP:${handling.toUpperCase().replace("-", "+")}`,
    synthetic: page.synthetic ? t("synthetic", { word: synthetic("word"), text: synthetic("text") }) : null,
    marks: marksOf(model).map((mark) => ({ mark, words: trends(`legend.${mark}`) })),
  };
  return { ...about, sheet: useSheet(page, about, number), link: permanent() };

  /** The same months and the same set on any day: what is open in the address is written out. */
  function permanent() {
    return trendsHref(
      { ...filter, from: filter.from ?? monthOfNumber(range.first), to: filter.to ?? monthOfNumber(range.last) },
      {
        ...view,
        saved: null,
        months: "all",
        toPresent: false,
        set: view.measure === "cases" ? view.set : conversion.under,
        inUnit: unit,
        compare: model.withYearBefore ? "year" : "none",
      },
    );
  }
}

/** The figures of the table twin with every digit, and what is said of them. */
function useSheet({ model, conversion, view }: TrendsPage, about: About, number: (n: number) => string): Sheet {
  const t = useTranslations("trends.out");
  const table = useTranslations("trends.table");
  const nameOf = useSeriesName();
  const stateOf = useStateWord();
  const measured = model.measure !== "cases";
  const set = conversion.sets.find(({ slug }) => slug === conversion.under);
  const amountHeads = measured ? [t("low"), t("central"), t("high"), t("lacking"), t("largest")] : [];
  return {
    about: [
      [t("heads.title"), about.title],
      [t("heads.note"), about.note],
      [t("heads.filter"), about.filter],
      ...(about.handling === null ? [] : [[t("heads.handling"), about.handling] as const]),
      ...(about.synthetic === null ? [] : [[t("heads.synthetic"), about.synthetic] as const]),
      ...(view.measure === "grams" ? [[t("heads.set"), set?.name ?? ""] as const] : []),
      [t("heads.drawn"), about.summary],
      [t("heads.method"), about.method.join(" ")],
    ],
    heads: [
      table("month"),
      ...model.series.map((series) => nameOf(series).name),
      table("total"),
      ...amountHeads,
      ...(model.withYearBefore ? [table("yearBefore")] : []),
      table("state"),
      t("covered"),
      t("of"),
    ],
    rows: model.months.map((month): Cell[] => {
      const { total, segments, yearBefore, coverage } = month;
      const zero = total !== null && month.state !== "uncovered" ? 0 : null;
      const amount = total?.amount;
      return [
        month.month,
        ...model.series.map(({ code }) => {
          const segment = segments.get(code);
          if (!segment) return zero;
          return measured ? (segment.amount?.central ?? null) : segment.cases;
        }),
        total?.cases ?? null,
        ...(measured
          ? [
              amount?.low ?? null,
              amount?.central ?? null,
              amount?.high ?? null,
              amount?.lacking ?? null,
              amount?.largest == null ? null : number(Math.round(amount.largest * 1000) / 1000),
            ]
          : []),
        ...(model.withYearBefore
          ? [measured ? (yearBefore?.amount?.central ?? null) : (yearBefore?.cases ?? null)]
          : []),
        { words: total === null && month.asked ? table("gap") : stateOf(month) },
        coverage.covered,
        coverage.of,
      ];
    }),
  };
}
