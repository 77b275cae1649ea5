import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Messages } from "@/components/layout/messages";
import { Button, ButtonLink } from "@/components/ui/button";
import { activeFields } from "@/lib/filter/codec";
import type { Filter } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import type { FilterLists, PanelFacets } from "@/lib/filter/types";
import { CodeFacet, UncountedFacet } from "./code-facets";
import { FilterLinks } from "./filter-links";
import classes from "./filter-panel.module.css";
import { CountryFacet, OpenFacet, OwnerFacet, SubstanceFacet } from "./list-facets";
import { MineFacet } from "./mine-facet";
import { PanelBody } from "./panel-body";
import type { FilterPlace } from "./place";
import { filterHref } from "./place";
import { PointFacet } from "./point-facet";
import { GramsFacet, PeriodFacet } from "./range-facets";
import { TextSearch } from "./text-search";

/** What the lists of choices say in the browser. */
const choiceMessages = [
  "filter.casesCount",
  "filter.moreChoices",
  "filter.others",
  "filter.findIn",
  "filter.findNothing",
] as const;

/** The id that the filter bar's button opens. */
export const panelId = "filters";

/**
 * Every field of the filter with its counts. A rail beside the list where there is room (`rail`), else a drawer that the filter bar's button
 * opens: the browser's own popover, so it needs no JavaScript, closes on Escape and gives the focus back.
 */
export function FilterPanel({
  filter,
  facets,
  names,
  place,
  rail = false,
  lead,
}: {
  filter: Filter;
  facets: PanelFacets;
  names: FilterLists;
  place: FilterPlace;
  rail?: boolean;
  /** what stands before the facets */
  lead?: ReactNode;
}) {
  const t = useTranslations("filter");
  const shared = { filter, facets, place };
  return (
    <aside id={panelId} popover="auto" className={classes.panel} data-rail={rail || undefined} aria-label={t("label")}>
      <div className={classes.head}>
        <strong>{t("label")}</strong>
        <Button look="quiet" square popoverTarget={panelId} popoverTargetAction="hide" aria-label={t("close")}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </Button>
      </div>
      <PanelBody drawer={!rail} className={classes.body}>
        <div className={classes.search}>
          <TextSearch filter={filter} place={place} />
        </div>
        {lead}
        <Messages namespaces={choiceMessages}>
          <FilterLinks label={t("label")}>
            <PointFacet {...shared} points={names.points} />
            <PeriodFacet {...shared} />
            <UncountedFacet {...shared} field="lies" />
            <SubstanceFacet {...shared} substances={names.substances} />
            <CodeFacet {...shared} field="family" note={t("oneLine")} />
            <CodeFacet {...shared} field="form" note={t("oneLine")} />
            <GramsFacet {...shared} />
            <UncountedFacet {...shared} field="unit" note={t("oneLine")} />
            <CodeFacet {...shared} field="role" note={t("onePerson")} />
            <CodeFacet {...shared} field="arrest" note={t("onePerson")} />
            <CodeFacet {...shared} field="status" open />
            <CodeFacet {...shared} field="reliability" note={t("cannotJudge")} />
            <CodeFacet {...shared} field="credibility" note={t("cannotJudge6")} />
            <CodeFacet {...shared} field="handling" />
            <OpenFacet {...shared} field="agency" />
            <OwnerFacet {...shared} owners={names.owners} />
            <OpenFacet {...shared} field="operation" />
            <OpenFacet {...shared} field="source" note={t("anyReport")} />
            <CountryFacet {...shared} />
            <MineFacet {...shared} />
          </FilterLinks>
        </Messages>
      </PanelBody>
      <div className={classes.foot}>
        <ButtonLink href={filterHref(place, emptyFilter)} disabled={activeFields(filter).length === 0}>
          {t("clear")}
        </ButtonLink>
        <Button look="primary" popoverTarget={panelId} popoverTargetAction="hide">
          {t("show", { count: facets.total })}
        </Button>
      </div>
    </aside>
  );
}
