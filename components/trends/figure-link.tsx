import type { Route } from "next";
import Link from "next/link";
import { useLocale } from "next-intl";
import type { Figure } from "@/lib/charts/monthly";
import { formatNumber } from "@/lib/i18n/format";

/** A number that opens exactly the cases that it counts. @param label what a screen reader says in place of the bare number */
export function FigureLink({ figure, label, className }: { figure: Figure; label?: string; className?: string }) {
  const locale = useLocale();
  return (
    <Link href={figure.href as Route} prefetch={false} className={className}>
      <span aria-hidden={label ? true : undefined}>{formatNumber(figure.cases, locale)}</span>
      {label && <span className="visually-hidden">{label}</span>}
    </Link>
  );
}
