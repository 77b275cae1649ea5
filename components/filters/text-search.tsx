import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { Filter } from "@/lib/filter/fields";
import { FilterForm } from "./filter-form";
import type { FilterPlace } from "./place";
import { restOf } from "./place";
import classes from "./text-search.module.css";

/** Searches inside the filter; the field at the top of every page searches the whole register. */
export function TextSearch({ filter, place }: { filter: Filter; place: FilterPlace }) {
  const t = useTranslations("filter");
  return (
    <FilterForm path={place.path} hidden={restOf(filter, "q", place)} label={t("search")} className={classes.search}>
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
