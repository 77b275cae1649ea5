"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import classes from "./reference.module.css";
import { sections } from "./sections";

/**
 * The parts of the reference lists. The transit points stand at the top of the address, so they are the part of every path that is no
 * other's. @param proposals how many wait; null for who has none to see
 */
export function SectionLinks({ proposals }: { proposals: number | null }) {
  const t = useTranslations("reference");
  const pathname = usePathname();
  const shown = sections.filter(({ key }) => key !== "proposals" || proposals !== null);
  const [first, ...others] = shown;
  const within = others.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`)) ?? first;
  const waiting = (key: string) => key === "proposals" && proposals !== null && proposals > 0;
  return (
    <nav aria-label={t("section.label")} className={classes.sections}>
      {shown.map(({ key, href }) => (
        <Link key={key} href={href} prefetch={false} aria-current={key === within?.key ? "page" : undefined}>
          {t(`section.${key}`)}
          {waiting(key) && <span className={classes.count}>{proposals}</span>}
        </Link>
      ))}
    </nav>
  );
}
