import { useLocale, useTranslations } from "next-intl";
import { LocalName } from "@/components/ui/local-name";
import type { PointNode } from "@/lib/filter/points";
import type { PointChoice } from "@/lib/filter/selection";
import { pointChoices, toggle } from "@/lib/filter/selection";
import { formatNumber } from "@/lib/i18n/format";
import { localName } from "@/lib/i18n/names";
import { FacetLine } from "./facet-line";
import { FindChoice } from "./find-choice";
import { Folded, PanelSection } from "./panel-section";
import type { FacetProps } from "./place";
import { filterHref } from "./place";

/** The tree of transit points with its counts; a point with children can be taken without them. */
export function PointFacet({ filter, facets, points, place }: FacetProps & { points: readonly PointNode[] }) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const choices = pointChoices(filter.point, points, facets.point);
  const shown = choices.filter((choice) => choice.count > 0 || choice.tick !== "off");
  const empty = choices.filter((choice) => !shown.includes(choice));
  const none = facets.point.get(null) ?? 0;

  const line = (next: readonly string[], tick: PointChoice["tick"], count: number, depth: number) => ({
    depth,
    tick,
    href: filterHref(place, { ...filter, point: next }),
    count: formatNumber(count, locale),
    countWords: t("casesCount", { count }),
  });
  const branch = (choice: PointChoice, depth: number) => {
    const { point, itself, children } = choice;
    const name = localName(point, locale, point.country);
    return (
      <li key={point.slug} data-find={[point.nameEn, point.nameZh, point.nameKo, point.slug].join(" ")}>
        <FacetLine
          {...line(choice.next, choice.tick, choice.count, depth)}
          title={[name.primary, name.original].filter(Boolean).join(" ")}
        >
          <LocalName name={name} />
        </FacetLine>
        {itself && (
          <ul>
            <li>
              <FacetLine {...line(itself.next, itself.tick, itself.count, depth + 1)}>
                {t("itself", { name: name.primary })}
              </FacetLine>
            </li>
            {children.map((child) => branch(child, depth + 1))}
          </ul>
        )}
      </li>
    );
  };

  return (
    <PanelSection
      title={t("field.point")}
      note={shown.some((choice) => choice.itself) ? t("childrenIncluded") : undefined}
      set={filter.point.length}
      open
    >
      <FindChoice label={t("findIn", { field: t("field.point") })} nothing={t("findNothing")} more={null}>
        <ul>
          {shown.map((choice) => branch(choice, 0))}
          {(none > 0 || filter.point.includes("none")) && (
            <li>
              <FacetLine {...line(toggle(filter.point, "none"), filter.point.includes("none") ? "on" : "off", none, 0)}>
                {t("noPoint")}
              </FacetLine>
            </li>
          )}
        </ul>
        {empty.length > 0 && (
          <Folded words={t("others", { count: empty.length })}>
            <ul>{empty.map((choice) => branch(choice, 0))}</ul>
          </Folded>
        )}
      </FindChoice>
    </PanelSection>
  );
}
