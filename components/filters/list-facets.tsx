import { useLocale, useTranslations } from "next-intl";
import { seriesOf } from "@/lib/charts/colours";
import { toQuery } from "@/lib/filter/codec";
import { toggle } from "@/lib/filter/selection";
import type { ChoiceName, SubstanceName } from "@/lib/filter/types";
import { countryName } from "@/lib/i18n/countries";
import { nameIn } from "@/lib/i18n/names";
import type { Choice } from "./choice-list";
import { ChoiceList } from "./choice-list";
import { valuePlace } from "./find-more";
import { PanelSection } from "./panel-section";
import type { FacetProps } from "./place";
import { filterHref } from "./place";

/** Substances with their marks, and "two or more" beside them. */
export function SubstanceFacet({
  filter,
  facets,
  place,
  substances,
}: FacetProps & { substances: readonly SubstanceName[] }) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const two = facets.mixed.get("yes") ?? 0;
  const mixed = filter.mixed === "yes";
  const choices = substances.map(
    (it): Choice => ({
      value: it.slug,
      words: nameIn(it, locale),
      mark: { series: seriesOf(it.slug, it.family) },
      count: facets.substance.get(it.id) ?? 0,
      tick: filter.substance.includes(it.slug) ? "on" : "off",
      href: filterHref(place, { ...filter, substance: toggle(filter.substance, it.slug) }),
      terms: [it.nameEn, it.nameZh, it.nameKo],
    }),
  );
  const both: Choice = {
    value: "mixed",
    words: t("twoOrMore"),
    mark: { series: "mixed" },
    count: two,
    tick: mixed ? "on" : "off",
    href: filterHref(place, { ...filter, mixed: mixed ? null : "yes" }),
  };
  return (
    <PanelSection
      title={t("field.substance")}
      note={two > 0 ? t("notAdditive") : undefined}
      set={filter.substance.length + (filter.mixed ? 1 : 0)}
      open
    >
      <ChoiceList label={t("field.substance")} choices={two > 0 || mixed ? [both, ...choices] : choices} />
    </PanelSection>
  );
}

/** Which country the transit point lies in. */
export function CountryFacet({ filter, facets, place }: FacetProps) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const values = [...new Set([...facets.country.keys(), ...filter.country])].map((value) => value ?? "none");
  const choices = [...new Set(values)].map(
    (value): Choice => ({
      value,
      words: value === "none" ? t("noCountry") : countryName(value, locale),
      count: facets.country.get(value === "none" ? null : value) ?? 0,
      tick: filter.country.includes(value) ? "on" : "off",
      href: filterHref(place, { ...filter, country: toggle(filter.country, value) }),
      terms: value === "none" ? [] : [value],
    }),
  );
  return (
    <PanelSection title={t("field.country")} set={filter.country.length}>
      <ChoiceList label={t("field.country")} choices={byCount(choices)} />
    </PanelSection>
  );
}

/** Whose the case is. */
export function OwnerFacet({ filter, facets, place, owners }: FacetProps & { owners: readonly ChoiceName[] }) {
  const t = useTranslations("filter");
  const choices = owners.map(
    ({ id, value, label }): Choice => ({
      value,
      words: label,
      count: facets.owner.get(id) ?? 0,
      tick: filter.owner.includes(value) ? "on" : "off",
      href: filterHref(place, { ...filter, owner: toggle(filter.owner, value) }),
      terms: [value],
    }),
  );
  return (
    <PanelSection title={t("field.owner")} set={filter.owner.length}>
      <ChoiceList label={t("field.owner")} choices={byCount(choices)} />
    </PanelSection>
  );
}

const noneWords = { agency: "noAgency", operation: "noOperation", source: null } as const;

/** A list that grows with the register: the entries with the most cases, and a way to find the others. */
export function OpenFacet({
  field,
  filter,
  facets,
  place,
  note,
}: FacetProps & { field: "agency" | "operation" | "source"; note?: string }) {
  const t = useTranslations("filter");
  const { shown, more, none } = facets.open[field];
  const turned = (value: string) => filterHref(place, { ...filter, [field]: toggle(filter[field], value) });
  const named = shown.map(
    ({ value, label, count }): Choice => ({
      value,
      words: label,
      count,
      tick: filter[field].includes(value) ? "on" : "off",
      href: turned(value),
    }),
  );
  const words = noneWords[field];
  const choices: Choice[] =
    none === null || words === null
      ? named
      : [
          ...named,
          {
            value: "none",
            words: t(words),
            count: none,
            tick: filter[field].includes("none") ? "on" : "off",
            href: turned("none"),
          },
        ];
  if (choices.length === 0) return null;
  return (
    <PanelSection title={t(`field.${field}`)} note={note} set={filter[field].length}>
      <ChoiceList
        label={t(`field.${field}`)}
        choices={choices}
        more={
          more === 0
            ? null
            : {
                at: `/api/choices?list=${field}&${toQuery(filter)}`,
                href: filterHref(place, { ...filter, [field]: [...filter[field], valuePlace] }),
                set: filter[field],
                words: t("findMore", { count: more }),
              }
        }
      />
    </PanelSection>
  );
}

/** The most first; the given order among equals. */
function byCount(choices: readonly Choice[]): Choice[] {
  return [...choices].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
}
