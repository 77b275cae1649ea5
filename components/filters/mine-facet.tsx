import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { FacetLine } from "./facet-line";
import { PanelSection } from "./panel-section";
import type { FacetProps } from "./place";
import { filterHref } from "./place";

/** Cases with a report of the reader's own; nothing to choose where there is none. */
export function MineFacet({ filter, facets, place }: FacetProps) {
  const t = useTranslations("filter");
  const locale = useLocale();
  if (facets.mine === 0 && filter.mine === null) return null;
  return (
    <PanelSection title={t("field.mine")} set={filter.mine === null ? 0 : 1} open>
      <FacetLine
        href={filterHref(place, { ...filter, mine: filter.mine === null ? "1" : null })}
        tick={filter.mine === null ? "off" : "on"}
        count={formatNumber(facets.mine, locale)}
        countWords={t("casesCount", { count: facets.mine })}
      >
        {t("mineOnly")}
      </FacetLine>
    </PanelSection>
  );
}
