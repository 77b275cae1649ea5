import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SourceName } from "@/lib/indicators/types";
import classes from "./indicators.module.css";

/** Who says so, with the number of the documented register's citation. Nothing where no source is named. */
export function SourceCite({ source }: { source: SourceName | null }) {
  const t = useTranslations("indicators");
  if (!source) return null;
  const title = source.number === null ? source.title : t("cite", { number: source.number, title: source.title });
  return (
    <cite className={classes.cite}>
      <Link href={`/sources/${source.id}` as Route} prefetch={false}>
        {title}
      </Link>
    </cite>
  );
}
