import { useTranslations } from "next-intl";
import type { Unit } from "@/lib/codes";
import {
  arrestCodes,
  credibilityCodes,
  familyCodes,
  formCodes,
  handlingCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
  unitCodes,
} from "@/lib/codes";
import { defaultStatuses, liesCodes } from "@/lib/filter/fields";
import { toggle } from "@/lib/filter/selection";
import type { Choice } from "./choice-list";
import { ChoiceList } from "./choice-list";
import { PanelSection } from "./panel-section";
import type { FacetProps } from "./place";
import { filterHref } from "./place";

/** The closed lists, in their own order. `whole`: few values, each worth seeing without a case. */
const lists = {
  family: { codes: familyCodes, whole: false },
  form: { codes: formCodes, whole: false },
  role: { codes: roleCodes, whole: false },
  arrest: { codes: arrestCodes, whole: false },
  status: { codes: statusCodes, whole: true },
  reliability: { codes: reliabilityCodes, whole: true },
  credibility: { codes: credibilityCodes, whole: true },
  handling: { codes: handlingCodes, whole: true },
} as const;
type CodeField = keyof typeof lists;

/** A field of a closed list. Statuses are on as lists show them when nothing else is said, and so again when the last one is taken away. */
export function CodeFacet({
  field,
  filter,
  facets,
  place,
  note,
  open,
}: FacetProps & { field: CodeField; note?: string; open?: boolean }) {
  const t = useTranslations("filter");
  const codes = useTranslations("codes");
  const values: readonly string[] = filter[field];
  const chosen: readonly string[] = field === "status" && values.length === 0 ? defaultStatuses : values;
  const counts: ReadonlyMap<string, number> = facets[field];
  const graded = field === "reliability" || field === "credibility";
  const words = (code: string) => {
    const said = codes(`${field}.${code}` as Parameters<typeof codes>[0]);
    return graded ? `${code} ${said}` : said;
  };
  const choices = lists[field].codes.map(
    (code): Choice => ({
      value: code,
      words: words(code),
      mark: field === "handling" ? { handling: code as (typeof handlingCodes)[number] } : undefined,
      lang: field === "handling" ? "en" : undefined,
      count: counts.get(code) ?? 0,
      tick: chosen.includes(code) ? "on" : "off",
      href: filterHref(place, { ...filter, [field]: toggle(chosen, code) }),
    }),
  );
  return (
    <PanelSection title={t(`field.${field}`)} note={note} set={values.length} open={open}>
      <ChoiceList label={t(`field.${field}`)} choices={choices} whole={lists[field].whole} />
    </PanelSection>
  );
}

/** Units by how often reports of this trade use them. */
const usualUnits = ["kg", "g", "tablet", "l", "plant"] as const satisfies readonly Unit[];

/** Fields that the facets do not count: what a line was measured in, and how exactly a case is dated. */
export function UncountedFacet({
  field,
  filter,
  place,
  note,
}: Pick<FacetProps, "filter" | "place"> & { field: "unit" | "lies"; note?: string }) {
  const t = useTranslations("filter");
  const codes = useTranslations("codes");
  const values: readonly string[] = filter[field];
  const list =
    field === "unit"
      ? [...new Set([...usualUnits, ...unitCodes])].map((code) => ({ code, words: codes(`unit.${code}`) }))
      : liesCodes.map((code) => ({ code, words: t(`lies.${code}`) }));
  const choices = list.map(
    ({ code, words }): Choice => ({
      value: code,
      words,
      count: null,
      tick: values.includes(code) ? "on" : "off",
      href: filterHref(place, { ...filter, [field]: toggle(values, code) }),
    }),
  );
  return (
    <PanelSection title={t(`field.${field}`)} note={note} set={values.length}>
      <ChoiceList label={t(`field.${field}`)} choices={choices} />
    </PanelSection>
  );
}
