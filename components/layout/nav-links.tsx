"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { auditHref, destinations, isWithin, logHref, reportsHref, reviewHref } from "./destinations";
import { Going } from "./going";
import classes from "./top-bar.module.css";
import type { ShellViewer } from "./types";

/** The pages, in the top bar: those that the viewer's role has. */
export function NavLinks({ mayLog, review, readsLog }: Pick<ShellViewer, "mayLog" | "review" | "readsLog">) {
  const t = useTranslations("nav");
  const pathname = usePathname();
  const current = (href: string) => (isWithin(pathname, href) ? "page" : undefined);
  return (
    <nav aria-label={t("main")} className={classes.nav}>
      {destinations.map(({ key, href }) => (
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
          <WaitingCount count={review.count} />
          <Going />
        </Link>
      )}
      {readsLog && (
        <Link href={auditHref} prefetch={false} className={classes.destination} aria-current={current(auditHref)}>
          {t("audit")}
          <Going />
        </Link>
      )}
    </nav>
  );
}

/** How many versions wait; nothing when none does. */
export function WaitingCount({ count }: { count: number }) {
  const t = useTranslations("nav");
  if (count === 0) return null;
  return (
    <>
      {" "}
      <span className={classes.count} aria-hidden="true">
        {count}
      </span>
      <span className="visually-hidden">, {t("waiting", { count })}</span>
    </>
  );
}
