import { useLocale, useTranslations } from "next-intl";
import { FilterForm } from "@/components/filters/filter-form";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Button, ButtonLink } from "@/components/ui/button";
import { handlingCodes } from "@/lib/codes";
import type { PointNode } from "@/lib/filter/points";
import { nameIn } from "@/lib/i18n/names";
import type { ReviewPage } from "@/lib/review/types";
import classes from "./review.module.css";

/** What narrows the queue, as a form whose address is the state: it works without JavaScript. */
export function QueueFilterForm({ page: { filter, points, agencies } }: { page: ReviewPage }) {
  const t = useTranslations("review");
  const words = useTranslations("filter");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const set = Object.values(filter).some((value) => value !== null);
  const known = agencies.some(({ code }) => code === filter.owner);

  function options(nodes: readonly PointNode[], depth = 0): { value: string; label: string }[] {
    return nodes.flatMap(({ point, children }) => {
      const name = nameIn(point, locale);
      const indent = "\u2003".repeat(depth);
      const below = options(children, depth + 1);
      if (below.length === 0) return [{ value: point.slug, label: indent + name }];
      return [
        { value: point.slug, label: indent + words("within", { name, count: below.length }) },
        { value: `${point.slug}~only`, label: `${indent}\u2003${words("itself", { name })}` },
        ...below,
      ];
    });
  }

  return (
    <FilterForm
      key={JSON.stringify(filter)}
      path="/review"
      hidden={[]}
      label={words("label")}
      className={classes.filter}
    >
      <TextInput
        type="search"
        name="q"
        defaultValue={filter.q ?? ""}
        placeholder={t("text")}
        aria-label={t("text")}
        autoComplete="off"
        maxLength={200}
      />
      <NativeSelect name="point" defaultValue={filter.point ?? ""} aria-label={words("field.point")}>
        <option value="">{t("anyPoint")}</option>
        {options(points).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        <option value="none">{words("noPoint")}</option>
      </NativeSelect>
      <NativeSelect name="handling" defaultValue={filter.handling ?? ""} aria-label={t("column.handling")}>
        <option value="">{t("anyHandling")}</option>
        {handlingCodes.map((code) => (
          <option key={code} value={code}>
            {codes(`handling.${code}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect name="owner" defaultValue={filter.owner ?? ""} aria-label={t("owner")}>
        <option value="">{t("anyAgency")}</option>
        {agencies.map(({ code, name }, place) => (
          <option key={code} value={code}>
            {place === 0 ? t("ownAgency", { agency: name }) : name}
          </option>
        ))}
        {filter.owner !== null && !known && <option value={filter.owner}>{filter.owner}</option>}
      </NativeSelect>
      <Button type="submit">{words("apply")}</Button>
      {set && (
        <ButtonLink href="/review" look="quiet">
          {words("clear")}
        </ButtonLink>
      )}
    </FilterForm>
  );
}
