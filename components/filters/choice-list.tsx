import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/format";
import { FacetLine } from "./facet-line";
import { FindChoice } from "./find-choice";
import type { FindMore } from "./find-more";
import { Folded } from "./panel-section";

/** One value that a field may take. */
export type Choice = Readonly<{
  value: string;
  words: string;
  /** what stands before the words */
  mark?: ReactNode;
  lang?: string;
  count: number;
  on: boolean;
  /** the address with it turned round */
  href: Route;
  /** other words that find it */
  terms?: readonly string[];
}>;

/** As many stand in sight; a list that is not much longer is not cut. */
const inSight = 8;
const longList = 10;

/**
 * A list of values with their counts. What is set or has a case is in sight, up to some; the rest is folded, and a long list can be searched.
 * @param whole a short closed list, whose every value is worth seeing; @param more entries that are not here
 */
export function ChoiceList({
  label,
  choices,
  whole = false,
  more = null,
}: {
  label: string;
  choices: readonly Choice[];
  whole?: boolean;
  more?: FindMore | null;
}) {
  const t = useTranslations("filter");
  const locale = useLocale();
  const some = choices.filter((choice) => whole || choice.count > 0 || choice.on);
  const none = choices.filter((choice) => !some.includes(choice));
  const set = some.filter((choice) => choice.on);
  const first = some.length <= longList ? some : some.slice(0, Math.max(inSight, set.length));
  const hidden = some.length <= longList ? [] : some.filter((choice) => !first.includes(choice) && !choice.on);
  const seen = [...first, ...set.filter((choice) => !first.includes(choice))];
  const line = ({ value, words, mark, lang, count, on, href, terms = [] }: Choice) => (
    <li key={value} data-find={[words, ...terms].join(" ")}>
      <FacetLine
        href={href}
        tick={on ? "on" : "off"}
        count={formatNumber(count, locale)}
        countWords={t("casesCount", { count })}
        title={words}
      >
        {mark}
        {lang ? <span lang={lang}>{words}</span> : words}
      </FacetLine>
    </li>
  );
  const lists = (
    <>
      <ul>{seen.map(line)}</ul>
      {hidden.length > 0 && (
        <Folded words={t("moreChoices", { count: hidden.length })}>
          <ul>{hidden.map(line)}</ul>
        </Folded>
      )}
      {none.length > 0 && (
        <Folded words={t("others", { count: none.length })}>
          <ul>{none.map(line)}</ul>
        </Folded>
      )}
    </>
  );
  if (choices.length <= longList && !more) return lists;
  return (
    <FindChoice label={t("findIn", { field: label })} nothing={t("findNothing")} more={more}>
      {lists}
    </FindChoice>
  );
}
