"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { destinations, isWithin } from "./destinations";
import { Going } from "./going";
import classes from "./top-bar.module.css";

/** The pages, in the top bar. */
export function NavLinks() {
  const t = useTranslations("nav");
  const pathname = usePathname();
  return (
    <nav aria-label={t("main")} className={classes.nav}>
      {destinations.map(({ key, href }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          className={classes.destination}
          aria-current={isWithin(pathname, href) ? "page" : undefined}
        >
          {t(key)}
          <Going />
        </Link>
      ))}
    </nav>
  );
}
