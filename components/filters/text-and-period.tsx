import { IconArrowRight, IconSearch } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { Button } from "@/components/ui/button";
import { toQuery, without } from "@/lib/filter/codec";
import type { Filter, FilterField } from "@/lib/filter/fields";
import { formatNumber } from "@/lib/i18n/format";
import { FacetLine } from "./facet-line";
import { FilterForm } from "./filter-form";
import { PanelSection } from "./panel-section";
import type { FilterPlace } from "./place";
import { filterHref } from "./place";
import classes from "./text-and-period.module.css";

type Props = { filter: Filter; place: FilterPlace };

/** The rest of the address, for a form that sets one field. */
const rest = (filter: Filter, field: FilterField, { keep }: FilterPlace) => [
  ...new URLSearchParams(toQuery(without(filter, field))),
  ...new URLSearchParams(keep),
];

/** Searches inside the filter; the field at the top of every page searches the whole register. */
export function TextSearch({ filter, place }: Props) {
  const t = useTranslations("filter");
  return (
    <FilterForm path={place.path} hidden={rest(filter, "q", place)} label={t("search")} className={classes.search}>
      <IconSearch className={classes.icon} size={16} stroke={1.75} aria-hidden="true" />
      <input
        key={filter.q ?? ""}
        type="search"
        name="q"
        className={classes.text}
        defaultValue={filter.q ?? ""}
        placeholder={t("searchHint")}
        aria-label={t("search")}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
      />
    </FilterForm>
  );
}

/** From and to, as months or days; once set, whether cases that only overlap count. @param maybe how many these are */
export function PeriodFields({ filter, place, maybe }: Props & { maybe: number }) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const hidden = rest(filter, "period", place);
  const field = (name: "from" | "to", label: string) => (
    <div className={classes.field}>
      <label htmlFor={`filter-${name}`}>{label}</label>
      <TextInput
        id={`filter-${name}`}
        key={filter[name] ?? ""}
        name={name}
        defaultValue={filter[name] ?? ""}
        placeholder="2004-12"
        title={t("periodHint")}
        pattern="\d{4}-\d{2}(-\d{2})?"
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
      />
    </div>
  );
  return (
    <PanelSection title={t("field.period")} note={t("periodRule")}>
      <FilterForm
        path={place.path}
        hidden={filter.maybe ? [...hidden, ["maybe", filter.maybe]] : hidden}
        label={t("field.period")}
        className={classes.period}
      >
        {field("from", t("periodFrom"))}
        {field("to", t("periodTo"))}
        <Button type="submit" square className={classes.apply} aria-label={t("apply")} title={t("apply")}>
          <IconArrowRight size={16} stroke={1.75} aria-hidden="true" />
        </Button>
      </FilterForm>
      {(filter.from || filter.to) && (
        <FacetLine
          href={filterHref(place, { ...filter, maybe: filter.maybe ? null : "1" })}
          tick={filter.maybe ? "on" : "off"}
          count={formatNumber(maybe, locale)}
          countWords={t("casesCount", { count: maybe })}
        >
          {t("maybe")}
        </FacetLine>
      )}
    </PanelSection>
  );
}
