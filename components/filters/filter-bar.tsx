import { IconFilter, IconPlus, IconX } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { activeFields, toQuery, without } from "@/lib/filter/codec";
import type { Filter, FilterField } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import type { FilterLists } from "@/lib/filter/types";
import classes from "./filter-bar.module.css";
import { panelId } from "./filter-panel";
import type { FilterPlace } from "./place";
import { filterHref } from "./place";
import { UndoFilter } from "./undo-filter";
import { fieldKey, useFilterWords } from "./words";

/** Fields whose value tells what it is of: a phone shows that alone. */
const saysItself: readonly FilterField[] = ["point", "period", "substance", "grams", "mine", "q"];

/**
 * The one filter bar, the same above every view of a filter: the views, what is set in words, and the way to set more. Put a `FilterPanel`
 * on the same page. @param rail the panel stands beside the view where there is room @param lead what stands before the chips
 */
export function FilterBar({
  filter,
  names,
  place,
  rail = false,
  lead,
}: {
  filter: Filter;
  names: FilterLists;
  place: FilterPlace;
  rail?: boolean;
  lead?: ReactNode;
}) {
  const t = useTranslations("filter");
  const nav = useTranslations("nav");
  const words = useFilterWords(names);
  const active = activeFields(filter);
  const views = (["cases", "trends"] as const).map((view) => ({
    key: view,
    label: nav(view),
    href: filterHref({ path: `/${view}`, keep: "" }, filter),
    current: place.path === `/${view}`,
  }));
  return (
    <div className={classes.bar} data-print="hide">
      <Segmented label={t("views")} segments={views} />
      {lead}
      <Button
        look={active.length > 0 ? "primary" : "default"}
        className={classes.open}
        popoverTarget={panelId}
        aria-haspopup="dialog"
      >
        <IconFilter size={16} stroke={1.75} aria-hidden="true" />
        {active.length > 0 ? t("openSet", { count: active.length }) : t("open")}
      </Button>
      {active.length > 0 ? (
        <ul className={classes.chips} aria-label={t("chips")}>
          {active.map((field) => {
            const label = t(fieldKey(filter, field));
            const value = words(filter, field);
            return (
              <li key={field} className={classes.chip} data-said={saysItself.includes(field) || undefined}>
                <span className={classes.label}>{label}</span>
                <span className={classes.value} title={value}>
                  {value}
                </span>
                <Link
                  href={filterHref(place, without(filter, field))}
                  prefetch={false}
                  scroll={false}
                  className={classes.remove}
                  aria-label={t("remove", { field: label, value })}
                >
                  <IconX size={14} stroke={1.75} aria-hidden="true" />
                </Link>
              </li>
            );
          })}
        </ul>
      ) : (
        <span className={classes.none}>{t("none")}</span>
      )}
      <Button
        look="quiet"
        className={classes.add}
        data-rail={rail || undefined}
        popoverTarget={panelId}
        aria-haspopup="dialog"
      >
        <IconPlus size={15} stroke={1.75} aria-hidden="true" />
        {t("add")}
      </Button>
      <UndoFilter query={toQuery(filter)} place={place} words={t("undo")} title={t("undoHint")} />
      {active.length > 0 && (
        <ButtonLink href={filterHref(place, emptyFilter)} look="quiet" className={classes.clear}>
          {t("clear")}
        </ButtonLink>
      )}
    </div>
  );
}
