"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import classes from "./reference.module.css";
import { sections } from "./sections";

/** The parts of the reference lists. The transit points stand at the top of the address, so they are the part of every path that is no other's. */
export function SectionLinks() {
  const t = useTranslations("reference");
  const pathname = usePathname();
  const [first, ...others] = sections;
  const within = others.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`)) ?? first;
  return (
    <nav aria-label={t("section.label")} className={classes.sections}>
      {sections.map(({ key, href }) => (
        <Link key={key} href={href} prefetch={false} aria-current={key === within.key ? "page" : undefined}>
          {t(`section.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
