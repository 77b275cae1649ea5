import { IconAdjustmentsHorizontal, IconChartBar, IconChevronDown, IconTable } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { FilterForm } from "@/components/filters/filter-form";
import { restOf } from "@/components/filters/place";
import { TextInput } from "@/components/forms/controls";
import { Button, ButtonLink } from "@/components/ui/button";
import { MenuGroup, menuItem } from "@/components/ui/menu-list";
import { Popup } from "@/components/ui/popup";
import { Pressed } from "@/components/ui/pressed";
import { Segmented } from "@/components/ui/segmented";
import { monthOfNumber } from "@/lib/filter/period";
import { trendsHref, viewQuery } from "@/lib/trends/schema";
import type { TrendsPage, TrendsView } from "@/lib/trends/types";
import { measures, monthChoices, periodCodes, stacks } from "@/lib/trends/types";
import classes from "./trends.module.css";

type Choice = { key: string; label: string; href: Route; current: boolean };

/** What the bars measure, how long they and the axis are, and how the figures stand: all of it in the address. */
export function TrendsControls({ page, present }: { page: TrendsPage; present: number }) {
  const t = useTranslations("trends.controls");
  const { filter, view, model, endsEarly, conversion } = page;
  const to = (change: Partial<TrendsView>) => trendsHref(filter, { ...view, ...change }) as Route;
  const chosen = view.months ?? (model.earlier.cases === 0 ? "all" : null);
  const place = { path: "/trends", keep: viewQuery({ ...view, months: null, toPresent: false }) } as const;
  const line = ({ key, label, href, current }: Choice) => (
    <Link key={key} href={href} prefetch={false} className={menuItem} aria-current={current || undefined}>
      {label}
      <Pressed />
    </Link>
  );
  // In a row where there is room for it; on a phone the first part of the menu.
  const groups: { label: string; choices: Choice[] }[] = [
    {
      label: t("measure"),
      choices: measures.map((measure) => ({
        key: measure,
        label: t(`measures.${measure}`),
        href: to({ measure, inUnit: null }),
        current: view.measure === measure,
      })),
    },
    {
      label: t("by"),
      choices: periodCodes.map((by) => ({
        key: by,
        label: t(`periods.${by}`),
        href: to({ by }),
        current: view.by === by,
      })),
    },
    {
      label: t("months"),
      choices: monthChoices.map((choice) => ({
        key: choice,
        label: choice === "all" ? t("every") : t("lastMonths", { count: Number(choice) }),
        href: to({ months: choice }),
        current: choice === chosen,
      })),
    },
  ];
  const end: Choice | null =
    (endsEarly || view.toPresent) && filter.to === null
      ? {
          key: "end",
          label: view.toPresent ? t("toNewest") : t("toPresent", { month: monthOfNumber(present) }),
          href: to({ toPresent: !view.toPresent }),
          current: false,
        }
      : null;
  return (
    <div className={classes.controls} data-print="hide">
      {groups.map(({ label, choices }) => (
        <div key={label} className={classes.wide}>
          <Segmented label={label} segments={choices} />
        </div>
      ))}
      <Popup
        align="end"
        title={t("options")}
        className={classes.options}
        stay
        trigger={
          <>
            <IconAdjustmentsHorizontal size={15} stroke={1.75} aria-hidden="true" />
            {t("options")}
            <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
          </>
        }
      >
        <div className={classes.narrow}>
          {groups.map(({ label, choices }) => (
            <MenuGroup key={label} label={label}>
              <div className={classes.short}>{choices.map(line)}</div>
            </MenuGroup>
          ))}
          {end && <MenuGroup>{line(end)}</MenuGroup>}
        </div>
        <MenuGroup label={t("stack")}>
          {stacks.map((stack) =>
            line({ key: stack, label: t(`stacks.${stack}`), href: to({ stack }), current: view.stack === stack }),
          )}
        </MenuGroup>
        {view.by !== "year" && (
          <MenuGroup label={t("compare")}>
            {(["year", "none"] as const).map((compare) =>
              line({
                key: compare,
                label: t(compare === "year" ? "yearBefore" : "noCompare"),
                href: to({ compare }),
                current: model.withYearBefore === (compare === "year"),
              }),
            )}
          </MenuGroup>
        )}
        {conversion.sets.length > 1 && (
          <MenuGroup label={t("set")}>
            {conversion.sets.map(({ slug, name, current }) =>
              line({
                key: slug,
                label: current ? t("currentSet", { name }) : name,
                href: to({ set: current ? null : slug }),
                current: conversion.under === slug,
              }),
            )}
          </MenuGroup>
        )}
        <MenuGroup label={t("free")}>
          <FilterForm
            path="/trends"
            hidden={restOf(filter, "period", place)}
            label={t("free")}
            className={classes.period}
          >
            <label htmlFor="trends-from">
              {t("from")}
              <TextInput
                id="trends-from"
                name="from"
                defaultValue={filter.from ?? ""}
                placeholder="2009-01"
                pattern="\d{4}-\d{2}(-\d{2})?"
              />
            </label>
            <label htmlFor="trends-to">
              {t("to")}
              <TextInput
                id="trends-to"
                name="to"
                defaultValue={filter.to ?? ""}
                placeholder="2010-12"
                pattern="\d{4}-\d{2}(-\d{2})?"
              />
            </label>
            <Button type="submit">{t("apply")}</Button>
          </FilterForm>
        </MenuGroup>
      </Popup>
      {end && (
        <div className={classes.wide}>
          <ButtonLink look="quiet" href={end.href}>
            {end.label}
            <Pressed />
          </ButtonLink>
        </div>
      )}
      <Segmented
        label={t("show")}
        segments={[
          { key: "chart", icon: IconChartBar },
          { key: "table", icon: IconTable },
        ].map(({ key, icon: Icon }) => ({
          key,
          label: (
            <>
              <Icon size={15} stroke={1.75} aria-hidden="true" />
              {t(key === "chart" ? "chart" : "table")}
            </>
          ),
          href: to({ show: key === "chart" ? "chart" : "table" }),
          current: view.show === key,
        }))}
      />
    </div>
  );
}

/** The units that the quantities may be drawn in, with their cases. */
export function UnitChoice({ page: { filter, view, unit, units } }: { page: TrendsPage }) {
  const t = useTranslations("trends.controls");
  const codes = useTranslations("codes.unit");
  if (units.length === 0) return null;
  return (
    <div className={classes.units} data-print="hide">
      <Segmented
        label={t("unit")}
        segments={units.slice(0, 8).map(({ unit: code, cases }) => ({
          key: code,
          label: t("unitCases", { unit: codes(code), count: cases }),
          href: trendsHref(filter, { ...view, inUnit: code }) as Route,
          current: code === unit,
        }))}
      />
    </div>
  );
}
