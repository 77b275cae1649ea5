"use client";

import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import { HandlingSquare } from "@/components/ui/handling-mark";
import { LocalName } from "@/components/ui/local-name";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { Look } from "@/lib/charts/colours";
import type { Handling } from "@/lib/codes";
import type { Tick } from "@/lib/filter/selection";
import { formatNumber } from "@/lib/i18n/format";
import type { LocalName as Name } from "@/lib/i18n/names";
import classes from "./choice-list.module.css";
import { FacetLine } from "./facet-line";
import { FindChoice } from "./find-choice";
import type { FindMore } from "./find-more";
import { Fold } from "./fold";

/** One value that a field may take. */
export type Choice = Readonly<{
  value: string;
  words: string;
  /** where it is a name with its original beside it: how it is written */
  name?: Name;
  /** what stands before the words */
  mark?: { series: Look } | { handling: Handling };
  lang?: string;
  /** how many cases have it; null where that is not counted */
  count: number | null;
  tick: Tick;
  /** the address with it turned round */
  href: Route;
  /** other words that find it */
  terms?: readonly string[];
  /** what lies below it; found with it, and it with them */
  under?: readonly Choice[];
}>;

/** As many stand in sight; a list that is not much longer is not cut. */
const inSight = 8;
const longList = 10;

/**
 * A list of values with their counts. What is set or has a case is in sight, up to some; the rest is folded, and a long list can be searched.
 * The page sends the values, and the lines are drawn of them here: as lines they would be ten times as long.
 * @param whole a short closed list, whose every value is worth seeing; @param tree whose values lie below each other, none of them cut
 * @param more entries that are not here
 */
export function ChoiceList({
  label,
  choices,
  whole = false,
  tree = false,
  more = null,
}: {
  label: string;
  choices: readonly Choice[];
  whole?: boolean;
  tree?: boolean;
  more?: FindMore | null;
}) {
  const t = useTranslations("filter");
  const some = choices.filter(({ count, tick }) => whole || count === null || count > 0 || tick !== "off");
  const none = choices.filter((choice) => !some.includes(choice));
  const set = some.filter(({ tick }) => tick !== "off");
  const short = tree || some.length <= longList;
  const first = short ? some : some.slice(0, Math.max(inSight, set.length));
  const hidden = short ? [] : some.filter((choice) => !first.includes(choice) && !set.includes(choice));
  const seen = [...first, ...set.filter((choice) => !first.includes(choice))];
  const lists = (searching: boolean) => (
    <>
      <Lines choices={seen} />
      {[
        { key: "hidden", words: t("moreChoices", { count: hidden.length }), folded: hidden },
        { key: "none", words: t("others", { count: none.length }), folded: none },
      ].map(
        ({ key, words, folded }) =>
          folded.length > 0 && (
            <Fold key={key} forced={searching} head={<summary className={classes.more}>{words}</summary>}>
              {() => <Lines choices={folded} />}
            </Fold>
          ),
      )}
    </>
  );
  if (choices.length <= longList && !more && !tree) return lists(false);
  return (
    <FindChoice label={t("findIn", { field: label })} nothing={t("findNothing")} more={more}>
      {lists}
    </FindChoice>
  );
}

function Lines({ choices, depth = 0 }: { choices: readonly Choice[]; depth?: number }) {
  const t = useTranslations("filter");
  const locale = useLocale();
  return (
    <ul>
      {choices.map(({ value, words, name, mark, lang, count, tick, href, terms = [], under = [] }) => (
        <li key={value} data-find={[words, ...terms].join(" ")}>
          <FacetLine
            href={href}
            tick={tick}
            depth={depth}
            count={count === null ? null : formatNumber(count, locale)}
            countWords={count === null ? null : t("casesCount", { count })}
            title={name ? [name.primary, name.original].filter(Boolean).join(" ") : words}
          >
            {mark && ("series" in mark ? <SubstanceMark {...mark} /> : <HandlingSquare {...mark} />)}
            {name ? <LocalName name={name} /> : lang ? <span lang={lang}>{words}</span> : words}
          </FacetLine>
          {under.length > 0 && <Lines choices={under} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  );
}
