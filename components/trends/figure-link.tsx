import type { Route } from "next";
import Link from "next/link";
import { useLocale } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";

/** A number that opens exactly the cases that it counts. @param text what is written, where it is not the number of cases @param label what a screen reader says in its place */
export function FigureLink({
  figure,
  text,
  label,
  className,
}: {
  figure: { cases: number; href: string };
  text?: string;
  label?: string;
  className?: string;
}) {
  const locale = useLocale();
  return (
    <Link href={figure.href as Route} prefetch={false} className={className}>
      <span aria-hidden={label ? true : undefined}>{text ?? formatNumber(figure.cases, locale)}</span>
      {label && <span className="visually-hidden">{label}</span>}
    </Link>
  );
}
