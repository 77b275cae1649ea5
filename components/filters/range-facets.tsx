import { IconArrowRight } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TextInput } from "@/components/forms/controls";
import { Button } from "@/components/ui/button";
import { gramBars, periodBars } from "@/lib/filter/bars";
import type { Filter, FilterField } from "@/lib/filter/fields";
import { gramRange } from "@/lib/filter/grams";
import { toggle } from "@/lib/filter/selection";
import { formatNumber } from "@/lib/i18n/format";
import { FacetLine } from "./facet-line";
import { FilterForm } from "./filter-form";
import { gramWords } from "./grams";
import { PanelSection } from "./panel-section";
import type { FacetProps, FilterPlace } from "./place";
import { filterHref, restOf } from "./place";
import { RangeBars } from "./range-bars";
import classes from "./range-facets.module.css";

/** Two fields for the ends of a range, sent together. */
function RangeForm({
  field,
  filter,
  place,
  label,
  kept = [],
  children,
}: {
  field: FilterField;
  filter: Filter;
  place: FilterPlace;
  label: string;
  kept?: readonly (readonly [string, string])[];
  children: ReactNode;
}) {
  const t = useTranslations("filter");
  return (
    <FilterForm
      path={place.path}
      hidden={[...restOf(filter, field, place), ...kept]}
      label={label}
      className={classes.range}
    >
      {children}
      <Button type="submit" square className={classes.apply} aria-label={t("apply")} title={t("apply")}>
        <IconArrowRight size={16} stroke={1.75} aria-hidden="true" />
      </Button>
    </FilterForm>
  );
}

function RangeField({
  name,
  label,
  value,
  hint,
  pattern,
  placeholder,
}: {
  name: "from" | "to" | "min" | "max";
  label: string;
  value: string | null;
  hint: string;
  pattern: string;
  placeholder?: string;
}) {
  return (
    <div className={classes.field}>
      <label htmlFor={`filter-${name}`}>{label}</label>
      <TextInput
        id={`filter-${name}`}
        key={value ?? ""}
        name={name}
        defaultValue={value ?? ""}
        placeholder={placeholder}
        title={hint}
        pattern={pattern}
        inputMode={name === "from" || name === "to" ? "numeric" : "decimal"}
        autoComplete="off"
        maxLength={16}
      />
    </div>
  );
}

/** From and to, as months or days, with the register's months or years to choose from; and what has no month. */
export function PeriodFacet({ filter, facets, place }: FacetProps) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const { by, bars } = periodBars(filter, facets.period);
  const words = (low: string) => (by === "year" ? low.slice(0, 4) : low);
  const unknown = filter.month.length === 1 && filter.month[0] === "unknown";
  const line = (next: Filter, on: boolean, count: number, text: string) => (
    <FacetLine
      href={filterHref(place, next)}
      tick={on ? "on" : "off"}
      count={formatNumber(count, locale)}
      countWords={t("casesCount", { count })}
    >
      {text}
    </FacetLine>
  );
  return (
    <PanelSection
      title={t("field.period")}
      note={t("periodRule")}
      set={(filter.from || filter.to ? 1 : 0) + (filter.month.length > 0 ? 1 : 0)}
      open
    >
      {bars.length > 0 && (
        <RangeBars
          bars={bars.map((bar) => ({
            ...bar,
            words: t("barWords", { range: words(bar.low ?? ""), count: bar.count }),
          }))}
          keys={["from", "to"]}
          href={filterHref(place, { ...filter, from: "FROM", to: "TO", maybe: null })}
          label={t(by === "year" ? "barsYears" : "barsMonths")}
          hint={t("barsHint")}
          ends={[words(bars[0]?.low ?? ""), words(bars.at(-1)?.low ?? "")]}
        />
      )}
      <RangeForm
        field="period"
        filter={filter}
        place={place}
        label={t("field.period")}
        kept={filter.maybe ? [["maybe", filter.maybe]] : []}
      >
        {(["from", "to"] as const).map((name) => (
          <RangeField
            key={name}
            name={name}
            label={t(name === "from" ? "periodFrom" : "periodTo")}
            value={filter[name]}
            hint={t("periodHint")}
            pattern="\d{4}-\d{2}(-\d{2})?"
            placeholder="2004-12"
          />
        ))}
      </RangeForm>
      {(filter.from || filter.to) &&
        line({ ...filter, maybe: filter.maybe ? null : "1" }, filter.maybe !== null, facets.maybe, t("maybe"))}
      {(facets.month.unknown > 0 || unknown) &&
        line(
          { ...filter, month: unknown ? [] : toggle([], "unknown") },
          unknown,
          facets.month.unknown,
          t("monthUnknownLine"),
        )}
    </PanelSection>
  );
}

/** Least and most grams of a line, with the weights of the cases to choose from. */
export function GramsFacet({ filter, facets, place }: FacetProps) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const bars = gramBars(filter, facets.grams);
  const any = bars.some((bar) => bar.count > 0);
  const words = (low: string | null, high: string | null) => {
    const said = { min: gramWords(low, locale), max: gramWords(high, locale) };
    return t(low === null ? "gramsTo" : high === null ? "gramsFrom" : "gramsFromTo", said);
  };
  return (
    <PanelSection
      title={t("field.grams")}
      note={facets.grams.unknown > 0 ? t("gramsUnknown", { count: facets.grams.unknown }) : undefined}
      set={filter.min || filter.max ? 1 : 0}
    >
      {any && (
        <RangeBars
          bars={bars.map((bar) => ({
            ...bar,
            words: t("barWords", { range: words(bar.low, bar.high), count: bar.count }),
          }))}
          keys={["min", "max"]}
          href={filterHref(place, { ...filter, min: "MIN", max: "MAX" })}
          label={t("barsGrams")}
          hint={t("barsHint")}
          ends={[words(null, gramRange(0).max), words(gramRange(bars.length - 1).min, null)]}
        />
      )}
      <RangeForm field="grams" filter={filter} place={place} label={t("field.grams")}>
        {(["min", "max"] as const).map((name) => (
          <RangeField
            key={name}
            name={name}
            label={t(name === "min" ? "gramsMin" : "gramsMax")}
            value={filter[name]}
            hint={t("gramsHint")}
            pattern="\d{1,9}(\.\d{1,6})?"
          />
        ))}
      </RangeForm>
    </PanelSection>
  );
}
