import { useLocale, useTranslations } from "next-intl";
import type { Filter, FilterField } from "@/lib/filter/fields";
import { flatten, slugOf } from "@/lib/filter/points";
import type { ChoiceName, FilterLists } from "@/lib/filter/types";
import { countryName } from "@/lib/i18n/countries";
import { nameIn } from "@/lib/i18n/names";
import { gramWords } from "./grams";

/** The key of what a field is called in the messages `filter`: how exact a date is goes by a name of its own. */
export function fieldKey({ lies }: Filter, field: FilterField): `field.${FilterField | "lies"}` {
  return field === "month" && lies.length > 0 ? "field.lies" : `field.${field}`;
}

/** What a field of a filter says, in words: for chips, and for saying which filter to lift. Needs the messages `filter` and `codes`. */
export function useFilterWords({
  points,
  substances,
  owners,
  chosen,
}: FilterLists): (filter: Filter, field: FilterField) => string {
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
  const choiceWords = (values: readonly string[], choices: readonly ChoiceName[], none: string) =>
    listOf(
      values.map((value) =>
        value === "none" ? none : (choices.find((choice) => choice.value === value)?.label ?? value),
      ),
    );
  const gramsWords = ({ min, max }: Filter) => {
    const words = { min: gramWords(min, locale), max: gramWords(max, locale) };
    return t(min === null ? "gramsTo" : max === null ? "gramsFrom" : "gramsFromTo", words);
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
        return listOf([...filter.month.map(monthWords), ...filter.lies.map((span) => t(`lies.${span}`))]);
      case "substance":
        return listOf(substances.filter((it) => filter.substance.includes(it.slug)).map((it) => nameIn(it, locale)));
      case "mixed":
        return filter.mixed ? t(`mixed.${filter.mixed}`) : "";
      case "status":
        return listOf(filter.status.map((status) => codes(`status.${status}`)));
      case "family":
        return listOf(filter.family.map((code) => codes(`family.${code}`)));
      case "form":
        return listOf(filter.form.map((code) => codes(`form.${code}`)));
      case "unit":
        return listOf(filter.unit.map((code) => codes(`unit.${code}`)));
      case "role":
        return listOf(filter.role.map((code) => codes(`role.${code}`)));
      case "arrest":
        return listOf(filter.arrest.map((code) => codes(`arrest.${code}`)));
      case "agency":
        return choiceWords(filter.agency, chosen.agency, t("noAgency"));
      case "owner":
        return choiceWords(filter.owner, owners, "");
      case "country":
        return listOf(filter.country.map((code) => (code === "none" ? t("noCountry") : countryName(code, locale))));
      case "reliability":
        return listOf(filter.reliability);
      case "credibility":
        return listOf(filter.credibility);
      case "handling":
        return listOf(filter.handling.map((code) => codes(`handling.${code}`)));
      case "operation":
        return choiceWords(filter.operation, chosen.operation, t("noOperation"));
      case "source":
        return choiceWords(filter.source, chosen.source, "");
      case "batch":
        return listOf(filter.batch);
      case "mine":
        return t("mineOnly");
      case "grams":
        return gramsWords(filter);
      case "q":
        return t(filter.names ? "textNames" : "text", { text: filter.q ?? "" });
    }
  };
}

/** Values of `point` in the order along the border, "none" last. */
function inOrder(values: readonly string[], slugs: readonly string[]): string[] {
  const rank = (value: string) => (value === "none" ? slugs.length : slugs.indexOf(slugOf(value)));
  return [...values].sort((a, b) => rank(a) - rank(b));
}
