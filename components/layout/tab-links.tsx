"use client";

import { IconChartBar, IconHome, IconLayoutGrid, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { destinations, isWithin, logHref } from "./destinations";
import { Going } from "./going";
import classes from "./tab-bar.module.css";

const icons = { overview: IconHome, cases: IconLayoutGrid, trends: IconChartBar };

/** Overview, cases, log, trends. The button to log stands in the middle. */
export function TabLinks({ mayLog }: { mayLog: boolean }) {
  const t = useTranslations("nav");
  const pathname = usePathname();
  const current = (href: string) => (isWithin(pathname, href) ? "page" : undefined);
  const [overview, cases, ...others] = destinations.map(({ key, href }) => {
    const Icon = icons[key];
    return (
      <Link key={key} href={href} prefetch={false} className={classes.tab} aria-current={current(href)}>
        <Icon size={22} stroke={1.75} aria-hidden="true" />
        {t(key)}
        <Going />
      </Link>
    );
  });
  return (
    <>
      {overview}
      {cases}
      {mayLog && (
        <Link href={logHref} prefetch={false} className={classes.tab} aria-current={current(logHref)}>
          <span className={classes.log}>
            <IconPlus size={18} stroke={2} aria-hidden="true" />
          </span>
          {t("log")}
          <Going />
        </Link>
      )}
      {others}
    </>
  );
}
