import { useLocale, useTranslations } from "next-intl";
import type { PointNode } from "@/lib/filter/points";
import type { PointChoice } from "@/lib/filter/selection";
import { pointChoices, toggle } from "@/lib/filter/selection";
import { localName } from "@/lib/i18n/names";
import type { Choice } from "./choice-list";
import { ChoiceList } from "./choice-list";
import { PanelSection } from "./panel-section";
import type { FacetProps } from "./place";
import { filterHref } from "./place";

/** The tree of transit points with its counts; a point with children can be taken without them. */
export function PointFacet({ filter, facets, points, place }: FacetProps & { points: readonly PointNode[] }) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const hrefOf = (next: readonly string[]) => filterHref(place, { ...filter, point: next });
  const choiceOf = ({ point, tick, count, next, itself, children }: PointChoice): Choice => {
    const name = localName(point, locale, point.country);
    const below = children.map(choiceOf);
    const alone = itself && {
      value: `${point.slug}~only`,
      words: t("itself", { name: name.primary }),
      count: itself.count,
      tick: itself.tick,
      href: hrefOf(itself.next),
    };
    return {
      value: point.slug,
      words: name.primary,
      name,
      count,
      tick,
      href: hrefOf(next),
      terms: [point.nameEn, point.nameZh, point.nameKo, point.slug],
      under: alone ? [alone, ...below] : below,
    };
  };
  const choices = pointChoices(filter.point, points, facets.point).map(choiceOf);
  const none: Choice = {
    value: "none",
    words: t("noPoint"),
    count: facets.point.get(null) ?? 0,
    tick: filter.point.includes("none") ? "on" : "off",
    href: hrefOf(toggle(filter.point, "none")),
  };
  const asked = Number(none.count) > 0 || none.tick === "on";
  const withChildren = choices.some(
    ({ count, tick, under = [] }) => (Number(count) > 0 || tick !== "off") && under.length > 0,
  );
  return (
    <PanelSection
      title={t("field.point")}
      note={withChildren ? t("childrenIncluded") : undefined}
      set={filter.point.length}
      open
    >
      <ChoiceList label={t("field.point")} choices={asked ? [...choices, none] : choices} tree />
    </PanelSection>
  );
}
