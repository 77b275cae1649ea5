import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { without } from "@/lib/filter/codec";
import type { Filter, FilterField } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import type { FilterLists } from "@/lib/filter/types";
import { formatNumber } from "@/lib/i18n/format";
import classes from "./nothing-matches.module.css";
import type { FilterPlace } from "./place";
import { filterHref } from "./place";
import { fieldKey, useFilterWords } from "./words";

/** Nothing matches: which filter to lift, and what that would give. @param lift cases without each field that is set */
export function NothingMatches({
  filter,
  lift,
  names,
  place,
}: {
  filter: Filter;
  lift: ReadonlyMap<FilterField, number>;
  names: FilterLists;
  place: FilterPlace;
}) {
  const t = useTranslations("filter.nothing");
  const filters = useTranslations("filter");
  const locale = useLocale();
  const words = useFilterWords(names);
  const ways = [...lift].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  return (
    <div className={classes.nothing}>
      <p>{t("title")}</p>
      {ways.length > 0 ? (
        <ul className={classes.ways}>
          {ways.map(([field, count]) => (
            <li key={field}>
              <Link
                href={filterHref(place, without(filter, field))}
                prefetch={false}
                scroll={false}
                className={classes.way}
              >
                <span className={classes.without}>{t("without")}</span>
                <span className={classes.what}>
                  <b>
                    {filters(fieldKey(filter, field))} {words(filter, field)}
                  </b>{" "}
                  <span className={classes.count} aria-hidden="true">
                    {formatNumber(count, locale)}
                  </span>
                  <span className="visually-hidden">{filters("casesCount", { count })}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <>
          <p className={classes.hint}>{t("none")}</p>
          <ButtonLink href={filterHref(place, emptyFilter)}>{filters("clear")}</ButtonLink>
        </>
      )}
    </div>
  );
}
