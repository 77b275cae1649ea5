"use client";

import { IconChevronDown } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { menuItem } from "@/components/ui/menu-list";
import { Popup } from "@/components/ui/popup";
import type { Counted } from "@/lib/i18n/format";
import { formatCounted } from "@/lib/i18n/format";
import {
  adminHref,
  auditHref,
  destinations,
  isWithin,
  listsOf,
  logHref,
  reportsHref,
  reviewHref,
} from "./destinations";
import { Going } from "./going";
import classes from "./top-bar.module.css";
import type { ShellViewer } from "./types";

/** What of the viewer decides which pages there are. */
export type NavViewer = Pick<
  ShellViewer,
  "mayLog" | "mayImport" | "review" | "readsCases" | "readsLog" | "managesAccounts"
>;

/** The pages, in the top bar: those that the viewer's role has. */
export function NavLinks({ viewer }: { viewer: NavViewer }) {
  const { mayLog, review, readsCases, readsLog, managesAccounts } = viewer;
  const t = useTranslations("nav");
  const pathname = usePathname();
  const current = (href: string) => (isWithin(pathname, href) ? "page" : undefined);
  return (
    <nav aria-label={t("main")} className={classes.nav}>
      {readsCases &&
        destinations.map(({ key, href }) => (
          <Link key={key} href={href} prefetch={false} className={classes.destination} aria-current={current(href)}>
            {t(key)}
            <Going />
          </Link>
        ))}
      {mayLog && (
        <Link
          href={reportsHref}
          prefetch={false}
          className={classes.destination}
          aria-current={pathname === logHref ? undefined : current(reportsHref)}
        >
          {t("reports")}
          <Going />
        </Link>
      )}
      {review && (
        <Link
          href={review.href as Route}
          prefetch={false}
          className={classes.destination}
          aria-current={current(reviewHref)}
        >
          {t("review")}
          <WaitingCount {...review} />
          <Going />
        </Link>
      )}
      {readsCases && <ListsMenu pathname={pathname} viewer={viewer} />}
      {readsLog && (
        <Link href={auditHref} prefetch={false} className={classes.destination} aria-current={current(auditHref)}>
          {t("audit")}
          <Going />
        </Link>
      )}
      {managesAccounts && (
        <Link href={adminHref} prefetch={false} className={classes.destination} aria-current={current(adminHref)}>
          {t("admin")}
          <Going />
        </Link>
      )}
    </nav>
  );
}

/** The curated lists, in a panel: many pages, seldom gone to. */
function ListsMenu({ pathname, viewer }: { pathname: string; viewer: NavViewer }) {
  const t = useTranslations("nav");
  const lists = listsOf(viewer);
  const within = lists.some(({ href }) => isWithin(pathname, href));
  return (
    <Popup
      title={t("lists")}
      className={[classes.destination, classes.menu].join(" ")}
      trigger={
        <span className={classes.menuName} data-current={within || undefined}>
          {t("lists")}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </span>
      }
    >
      {lists.map(({ key, href }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          className={menuItem}
          aria-current={isWithin(pathname, href) ? "page" : undefined}
        >
          {t(`list.${key}`)}
          <Going />
        </Link>
      ))}
    </Popup>
  );
}

/** How many versions wait; nothing when none does. */
export function WaitingCount({ total, more }: Counted) {
  const t = useTranslations("nav");
  const locale = useLocale();
  if (total === 0) return null;
  return (
    <>
      {" "}
      <span className={classes.count} aria-hidden="true">
        {formatCounted({ total, more }, locale)}
      </span>
      <span className="visually-hidden">, {t("waiting", { total, more: String(more) })}</span>
    </>
  );
}
