import { useLocale, useTranslations } from "next-intl";
import { Derived } from "@/components/ui/derived";
import { NotStated } from "@/components/ui/not-stated";
import { formatNumber } from "@/lib/i18n/format";
import { formatGrams } from "@/lib/quantity/format";
import type { FileLine, GramRange } from "@/lib/reports/types";
import classes from "./file-weight.module.css";

const asStated = new Set(["kg", "g", "mg", "ug", "t"]);
const isRange = ({ low, central, high }: GramRange) => low !== central || high !== central;

function useWeight(): (grams: string) => string {
  const t = useTranslations("codes");
  const locale = useLocale();
  return (grams) => {
    const { value, unit } = formatGrams(grams);
    return `${formatNumber(value, locale)} ${t(`unitShort.${unit}`, { count: 2 })}`;
  };
}

/** The central weight of a line. What was converted or is a range is derived, and opens its factor, source and set. */
export function LineWeight({ line }: { line: FileLine }) {
  const t = useTranslations("casefile.lines");
  const weight = useWeight();
  const { mass } = line;
  if (!mass) return <NotStated text={line.quantity === null ? undefined : t("noWeight")} />;
  const central = weight(mass.grams.central);
  const converted = mass.basis === "factor" || isRange(mass.grams) || line.qualifier === "about";
  if (!converted && line.unit !== null && asStated.has(line.unit))
    return <span className={classes.plain}>{central}</span>;
  return (
    <Derived approx={converted} explain={<Explanation mass={mass} />}>
      {central}
    </Derived>
  );
}

/** From what to what the weight may be, in words. */
export function LineRange({ line }: { line: FileLine }) {
  const t = useTranslations("casefile.lines");
  const range = useRange();
  if (!line.mass) return null;
  if (!isRange(line.mass.grams)) return t(line.mass.basis === "stated" ? "noRange" : "oneValue");
  return range(line.mass.grams);
}

/** The weights of all lines together: the figure that lists and charts show. */
export function TotalWeight({ total, converted }: { total: GramRange; converted: boolean }) {
  const weight = useWeight();
  return <Derived approx={converted || isRange(total)}>{weight(total.central)}</Derived>;
}

export function TotalRange({ total }: { total: GramRange }) {
  const range = useRange();
  if (!isRange(total)) return null;
  return range({ ...total, low: total.low === "0" ? null : total.low });
}

function useRange(): (grams: GramRange) => string {
  const t = useTranslations("casefile.lines");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const weight = useWeight();
  const inGrams = (grams: string) => `${formatNumber(grams, locale)} ${codes("unitShort.g", { count: 2 })}`;
  return ({ low, high }) => {
    if (low !== null && high !== null) {
      // Bounds that would round to the same kilograms stay in grams, so that a range never looks like one value.
      const shown = weight(low) === weight(high) ? inGrams : weight;
      return t("between", { low: shown(low), high: shown(high) });
    }
    if (low !== null) return t("atLeast", { low: weight(low) });
    return high === null ? "" : t("atMost", { high: weight(high) });
  };
}

function Explanation({ mass }: { mass: NonNullable<FileLine["mass"]> }) {
  const t = useTranslations("casefile.lines");
  const units = useTranslations("codes");
  const locale = useLocale();
  const { factor } = mass;
  if (!factor) return <p className={classes.explanation}>{t("byDefinition")}</p>;
  const unit = units(`unitShort.${factor.unit}`, { count: 1 });
  const digits = (grams: string) => formatNumber(grams, locale);
  const inGrams = (grams: string) => `${digits(grams)} ${units("unitShort.g", { count: 2 })}`;
  const { low, central, high } = factor.range;
  const { grams } = mass;
  const rows = [
    {
      term: t("weight"),
      value: [
        inGrams(grams.central),
        ...(grams.low !== null && grams.high !== null && isRange(grams)
          ? [t("between", { low: inGrams(grams.low), high: inGrams(grams.high) })]
          : []),
      ].join("; "),
    },
    { term: t("factor"), value: t("factorValue", { central: digits(central), unit }) },
    ...(low !== null && high !== null && isRange(factor.range)
      ? [{ term: t("range"), value: t("factorRange", { low: digits(low), high: digits(high), unit }) }]
      : []),
    { term: t("factorSource"), value: factor.source },
    ...(factor.note ? [{ term: t("remark"), value: factor.note }] : []),
    { term: t("set"), value: mass.set },
  ];
  return (
    <dl className={classes.explanation}>
      {rows.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
