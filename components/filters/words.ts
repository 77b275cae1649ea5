import { useLocale, useTranslations } from "next-intl";
import type { Filter, FilterField } from "@/lib/filter/fields";
import type { PointNode } from "@/lib/filter/points";
import { flatten, slugOf } from "@/lib/filter/points";
import type { SubstanceName } from "@/lib/filter/types";
import { nameIn } from "@/lib/i18n/names";

export type FilterNames = Readonly<{ points: readonly PointNode[]; substances: readonly SubstanceName[] }>;

/** What a field of a filter says, in words: for chips, and for saying which filter to lift. Needs the messages `filter` and `codes.status`. */
export function useFilterWords({ points, substances }: FilterNames): (filter: Filter, field: FilterField) => string {
  const t = useTranslations("filter");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const nodes = flatten(points);

  const listOf = (words: readonly string[]) => words.join(t("separator"));
  const pointWords = (value: string) => {
    const node = nodes.find((it) => it.point.slug === slugOf(value));
    if (!node) return value === "none" ? t("noPoint") : value;
    const name = nameIn(node.point, locale);
    const below = flatten(node.children).length;
    if (below === 0) return name;
    return value.endsWith("~only") ? t("itself", { name }) : t("within", { name, count: below });
  };
  const monthWords = (month: string) => {
    if (month === "unknown") return t("monthUnknown");
    return month === "known" ? t("monthKnown") : month;
  };
  const periodWords = ({ from, to, maybe }: Filter) => {
    const period = from && to ? t("fromTo", { from, to }) : from ? t("from", { from }) : to ? t("to", { to }) : "";
    return maybe ? t("orMaybe", { period }) : period;
  };

  return (filter, field) => {
    switch (field) {
      case "point":
        return listOf(
          inOrder(
            filter.point,
            nodes.map((node) => node.point.slug),
          ).map(pointWords),
        );
      case "period":
        return periodWords(filter);
      case "month":
        return listOf(filter.month.map(monthWords));
      case "substance":
        return listOf(substances.filter((it) => filter.substance.includes(it.slug)).map((it) => nameIn(it, locale)));
      case "mixed":
        return filter.mixed ? t(`mixed.${filter.mixed}`) : "";
      case "status":
        return listOf(filter.status.map((status) => codes(`status.${status}`)));
      case "q":
        return t("text", { text: filter.q ?? "" });
    }
  };
}

/** Values of `point` in the order along the border, "none" last. */
function inOrder(values: readonly string[], slugs: readonly string[]): string[] {
  const rank = (value: string) => (value === "none" ? slugs.length : slugs.indexOf(slugOf(value)));
  return [...values].sort((a, b) => rank(a) - rank(b));
}
