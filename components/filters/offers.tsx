import { IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Filter } from "@/lib/filter/fields";
import { flatten } from "@/lib/filter/points";
import { toggle } from "@/lib/filter/selection";
import type { FilterLists, Offer } from "@/lib/filter/types";
import { nameIn } from "@/lib/i18n/names";
import classes from "./offers.module.css";
import type { FilterPlace } from "./place";
import { filterHref } from "./place";

/**
 * What the searched text may mean beside itself, as filters: "冰毒 → Methamphetamine". Never mixed into what it found. And the way to look
 * in names too, which is logged. @param mayNames whether the reader may read names at all
 */
export function Offers({
  filter,
  offers,
  names,
  place,
  mayNames,
}: {
  filter: Filter;
  offers: readonly Offer[];
  names: Pick<FilterLists, "points" | "substances">;
  place: FilterPlace;
  mayNames: boolean;
}) {
  const t = useTranslations("filter");
  const locale = useLocale();
  if (filter.q === null || (offers.length === 0 && !mayNames)) return null;
  const nameOf = ({ kind, slug }: Offer) => {
    const list = kind === "substance" ? names.substances : flatten(names.points).map(({ point }) => point);
    const found = list.find((it) => it.slug === slug);
    return found ? nameIn(found, locale) : slug;
  };
  return (
    <div className={classes.offers} data-print="hide">
      {offers.length > 0 && (
        <ul aria-label={t("offersLabel")}>
          {offers.map((offer) => (
            <li key={`${offer.kind}-${offer.slug}`}>
              <Link
                href={filterHref(place, {
                  ...filter,
                  [offer.kind]: toggle(filter[offer.kind], offer.slug),
                  q: offer.rest,
                  names: null,
                })}
                prefetch={false}
                scroll={false}
                className={classes.offer}
              >
                <span>{offer.word}</span>
                <span aria-hidden="true">→</span>
                <b>{t("offer", { field: t(`field.${offer.kind}`), name: nameOf(offer) })}</b>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {mayNames &&
        (filter.names ? (
          <p className={classes.note}>{t("namesIn")}</p>
        ) : (
          <p className={classes.note}>
            <Link href={filterHref(place, { ...filter, names: "1" })} prefetch={false} scroll={false} rel="nofollow">
              <IconPlus size={13} stroke={1.75} aria-hidden="true" />
              {t("namesToo")}
            </Link>{" "}
            {t("namesTooNote")}
          </p>
        ))}
    </div>
  );
}
