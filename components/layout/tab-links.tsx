"use client";

import { IconChartBar, IconHistory, IconHome, IconLayoutGrid, IconPlus, IconUsers } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { adminHref, auditHref, destinations, isWithin, logHref } from "./destinations";
import { Going } from "./going";
import type { NavViewer } from "./nav-links";
import classes from "./tab-bar.module.css";

const icons = { overview: IconHome, cases: IconLayoutGrid, trends: IconChartBar };

/** Overview, cases, log, trends; the button to log stands in the middle. Who reads no cases: what one is there for. */
export function TabLinks({ viewer }: { viewer: NavViewer }) {
  const { mayLog, readsCases, readsLog, managesAccounts } = viewer;
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
  if (!readsCases)
    return (
      <>
        {managesAccounts && (
          <Link href={adminHref} prefetch={false} className={classes.tab} aria-current={current(adminHref)}>
            <IconUsers size={22} stroke={1.75} aria-hidden="true" />
            {t("admin")}
            <Going />
          </Link>
        )}
        {readsLog && (
          <Link href={auditHref} prefetch={false} className={classes.tab} aria-current={current(auditHref)}>
            <IconHistory size={22} stroke={1.75} aria-hidden="true" />
            {t("audit")}
            <Going />
          </Link>
        )}
      </>
    );
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
