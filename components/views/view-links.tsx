"use client";

import { IconChartBar, IconLayoutGrid, IconStarFilled } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { menuItem } from "@/components/ui/menu-list";
import { formatNumber } from "@/lib/i18n/format";
import type { SavedView } from "@/lib/views/types";
import { useViewCounts } from "./view-counts";
import classes from "./views.module.css";

export type ViewItem = Omit<SavedView, "query"> & { href: string; current: boolean };

/** Saved views as links, each with how many cases it finds for this reader. @param place in the menu, or in the panel beside the list */
export function ViewLinks({ items, place }: { items: readonly ViewItem[]; place: "menu" | "panel" }) {
  const t = useTranslations("views");
  const locale = useLocale();
  const [seen, setSeen] = useState(place === "menu");
  // The panel is there on every page: it waits until the page stands.
  useEffect(() => setSeen(true), []);
  const counts = useViewCounts(seen, items);
  return (
    <ul>
      {items.map(({ id, name, page, href, own, owner, current, isDefault }) => {
        const Icon = page === "trends" ? IconChartBar : IconLayoutGrid;
        const count = counts?.[id];
        return (
          <li key={id}>
            <Link
              href={href as Route}
              prefetch={false}
              className={place === "menu" ? menuItem : classes.panelLink}
              aria-current={current || undefined}
              title={own ? name : t("sharedBy", { name, owner })}
            >
              <Icon className={classes.page} size={15} stroke={1.75} aria-hidden="true" />
              <span className={classes.name}>
                {name}
                {page === "trends" && <span className="visually-hidden">, {t("ofTrends")}</span>}
              </span>
              {isDefault && (
                <span role="img" aria-label={t("isDefault")} title={t("isDefault")} className={classes.star}>
                  <IconStarFilled size={12} aria-hidden="true" />
                </span>
              )}
              <span className={classes.count}>{count === undefined ? "" : formatNumber(count, locale)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
