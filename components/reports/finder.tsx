import type { TypeAheadOption } from "@/components/forms/type-ahead";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { seriesOf } from "@/lib/charts/colours";
import type { Form, Locale, Unit } from "@/lib/codes";
import { unitCodes } from "@/lib/codes";
import { exactTerm, findTerms, namedIn, termIndex } from "@/lib/i18n/match";
import { allNames, nameIn } from "@/lib/i18n/names";
import { countryCodes, currencyCodes, displayName, languageCodes } from "@/lib/i18n/world";
import { numberFormat } from "@/lib/intl";
import { units } from "@/lib/quantity/units";
import type { FormPoint, FormSubstance } from "@/lib/reports/types";
import { unitTerms } from "./unit-terms";

/** What a type-ahead field asks: the options for a text, and the one that a text names completely. */
export type Finder = {
  find: (typed: string) => TypeAheadOption[];
  exact: (typed: string) => TypeAheadOption | null;
  /** as find, but for an empty text first what a phrase names */
  findBeside: (phrase: string) => (typed: string) => TypeAheadOption[];
  /** what a phrase names, the longest name first */
  named: (phrase: string) => TypeAheadOption[];
};

function finder<T>(
  items: readonly T[],
  termsOf: (item: T) => readonly (string | null)[],
  option: (item: T) => TypeAheadOption,
): Finder {
  const index = termIndex(items, termsOf);
  const find = (typed: string) => findTerms(index, typed).map(option);
  return {
    find,
    exact: (typed) => {
      const item = exactTerm(index, typed);
      return item && option(item);
    },
    findBeside: (phrase) => (typed) => {
      if (typed.trim() !== "") return find(typed);
      const named = namedIn(index, phrase);
      return [...named, ...items.filter((item) => !named.includes(item))].map(option);
    },
    named: (phrase) => namedIn(index, phrase).map(option),
  };
}

/** A name in the other scripts, each in its own language. */
function OtherNames({ names, locale }: { names: { text: string; lang: Locale }[]; locale: Locale }) {
  return names.slice(1).map(({ text, lang }) => (
    <span key={lang} lang={lang === locale ? undefined : lang}>
      {text}{" "}
    </span>
  ));
}

/** @param within says of which point another one is part */
export function pointFinder(points: readonly FormPoint[], locale: Locale, within: (parent: string) => string): Finder {
  const bySlug = new Map(points.map((point) => [point.slug, point]));
  return finder(
    points,
    (point) => [point.nameEn, point.nameZh, point.nameKo, ...point.codes, ...point.aliases],
    (point) => {
      const parent = point.parent === null ? undefined : bySlug.get(point.parent);
      const [own, ...others] = allNames(point, locale);
      return {
        id: point.slug,
        text: own?.text ?? point.slug,
        beside: (
          <>
            <OtherNames names={[...(own ? [own] : []), ...others]} locale={locale} />
            {parent && within(nameIn(parent, locale))}
          </>
        ),
      };
    },
  );
}

export function substanceFinder(substances: readonly FormSubstance[], locale: Locale): Finder {
  return finder(
    substances,
    (substance) => [substance.nameEn, substance.nameZh, substance.nameKo, ...substance.terms],
    (substance) => ({
      id: substance.slug,
      text: nameIn(substance, locale),
      mark: <SubstanceMark series={seriesOf(substance.slug, substance.family)} />,
      beside: <OtherNames names={allNames(substance, locale)} locale={locale} />,
    }),
  );
}

/** Units that a form of drug is mostly counted in, offered first. */
const unitsOfForm: Partial<Record<Form, readonly Unit[]>> = {
  tablet: ["tablet"],
  capsule: ["capsule"],
  liquid: ["l", "ml"],
  plant: ["plant"],
  blotter: ["blotter"],
};

/** Units whose name does not say what they are worth; those of the metric system and the market units, which carry it in their name, do. */
const foreignUnits: readonly Unit[] = ["lb", "oz", "grain", "viss", "picul", "gal-us", "gal-uk", "acre", "hectare"];
const measures = { mass: "g", volume: "L", area: "m²", count: "", other: "" };

/** What one of a unit is worth, to four digits: `= 453.6 g`. */
function worthOf(unit: Unit, locale: Locale): string | undefined {
  const { dimension, factor } = units[unit];
  if (factor === null || !foreignUnits.includes(unit)) return undefined;
  const number = numberFormat(locale, { maximumSignificantDigits: 4 }).format(Number(factor));
  return `= ${number}\u00a0${measures[dimension]}`;
}

/** @param lately units of the viewer's last report, offered next */
export function unitFinder(
  label: (unit: Unit) => string,
  locale: Locale,
  lately: readonly Unit[] = [],
): (form: string) => Finder {
  const made = new Map<string, Finder>();
  return (form) => {
    const known = made.get(form);
    if (known) return known;
    const ofForm = Object.entries(unitsOfForm).find(([code]) => code === form)?.[1] ?? [];
    const first = [...new Set([...ofForm, ...lately])];
    const ordered = [...first, ...unitCodes.filter((unit) => !first.includes(unit))];
    const one = finder(
      ordered,
      (unit) => [unit, label(unit), ...(unitTerms[unit] ?? [])],
      (unit) => ({ id: unit, text: label(unit), beside: worthOf(unit, locale) }),
    );
    made.set(form, one);
    return one;
  };
}

/** Countries by name in the reader's language, in English and by code; those of the border first. */
export function countryFinder(locale: Locale, name: (code: string, locale: Locale) => string): Finder {
  const near = ["KP", "CN", "KR", "RU", "JP"];
  const codes = [...near, ...countryCodes.filter((code) => !near.includes(code))];
  return finder(
    codes,
    (code) => [code, name(code, locale), name(code, "en"), name(code, "zh"), name(code, "ko")],
    (code) => ({ id: code, text: name(code, locale), beside: code }),
  );
}

/** Currencies show their code, and are found by name too. */
export function currencyFinder(locale: Locale): Finder {
  return finder(
    currencyCodes,
    (code) => [code, displayName("currency", code, locale), displayName("currency", code, "en")],
    (code) => ({ id: code, text: code, beside: displayName("currency", code, locale) }),
  );
}

export function languageFinder(locale: Locale): Finder {
  const name = (code: string) => displayName("language", code, locale);
  return finder(
    languageCodes,
    (code) => [code, name(code), displayName("language", code, "en"), displayName("language", code, code as Locale)],
    (code) => ({ id: code, text: name(code), beside: code }),
  );
}
