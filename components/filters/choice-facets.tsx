import { useLocale, useTranslations } from "next-intl";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { seriesOf } from "@/lib/charts/colours";
import { statusCodes } from "@/lib/codes";
import type { Filter } from "@/lib/filter/fields";
import { defaultStatuses } from "@/lib/filter/fields";
import { toggle } from "@/lib/filter/selection";
import type { Facets, SubstanceName } from "@/lib/filter/types";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import { FacetLine } from "./facet-line";
import { Folded, PanelSection } from "./panel-section";
import type { FilterPlace } from "./place";
import { filterHref } from "./place";

type Props = { filter: Filter; facets: Facets; place: FilterPlace };

/** Substances with their marks and counts, and "two or more" beside them. */
export function SubstanceFacet({
  filter,
  facets,
  place,
  substances,
}: Props & { substances: readonly SubstanceName[] }) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const isSet = (slug: string) => filter.substance.includes(slug);
  const counted = substances.map((it) => ({ ...it, count: facets.substance.get(it.id) ?? 0 }));
  const shown = counted.filter((it) => it.count > 0 || isSet(it.slug));
  const empty = counted.filter((it) => !shown.includes(it));
  const mixed = filter.mixed === "yes";
  const two = facets.mixed.get("yes") ?? 0;

  const line = (it: (typeof counted)[number]) => (
    <li key={it.slug}>
      <FacetLine
        href={filterHref(place, { ...filter, substance: toggle(filter.substance, it.slug) })}
        tick={isSet(it.slug) ? "on" : "off"}
        count={formatNumber(it.count, locale)}
        countWords={t("casesCount", { count: it.count })}
      >
        <SubstanceMark series={seriesOf(it.slug, it.family)} />
        {nameIn(it, locale)}
      </FacetLine>
    </li>
  );
  return (
    <PanelSection title={t("field.substance")} note={two > 0 ? t("notAdditive") : undefined}>
      <ul>
        {shown.map(line)}
        {(two > 0 || mixed) && (
          <li>
            <FacetLine
              href={filterHref(place, { ...filter, mixed: mixed ? null : "yes" })}
              tick={mixed ? "on" : "off"}
              count={formatNumber(two, locale)}
              countWords={t("casesCount", { count: two })}
            >
              <SubstanceMark series="mixed" />
              {t("twoOrMore")}
            </FacetLine>
          </li>
        )}
      </ul>
      {empty.length > 0 && (
        <Folded words={t("others", { count: empty.length })}>
          <ul>{empty.map(line)}</ul>
        </Folded>
      )}
    </PanelSection>
  );
}

/** Statuses; submitted and verified are on when nothing else is said, and so when the last one is taken away. */
export function StatusFacet({ filter, facets, place }: Props) {
  const t = useTranslations("filter");
  const codes = useTranslations("codes.status");
  const locale = useLocale();
  const chosen = filter.status.length === 0 ? defaultStatuses : filter.status;
  return (
    <PanelSection title={t("field.status")}>
      <ul>
        {statusCodes.map((status) => {
          const count = facets.status.get(status) ?? 0;
          return (
            <li key={status}>
              <FacetLine
                href={filterHref(place, { ...filter, status: toggle(chosen, status) })}
                tick={chosen.includes(status) ? "on" : "off"}
                count={formatNumber(count, locale)}
                countWords={t("casesCount", { count })}
              >
                {codes(status)}
              </FacetLine>
            </li>
          );
        })}
      </ul>
    </PanelSection>
  );
}
