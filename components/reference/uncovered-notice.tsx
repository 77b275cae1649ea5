import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LocalName } from "@/components/ui/local-name";
import { Notice } from "@/components/ui/notice";
import { localName } from "@/lib/i18n/names";
import type { UncoveredPoint } from "@/lib/reference/types";
import classes from "./reference.module.css";

/** Asks who may say it when points with cases are reported on. Nothing when all of them are covered. */
export function UncoveredNotice({ points }: { points: readonly UncoveredPoint[] }) {
  const t = useTranslations("reference.uncovered");
  const locale = useLocale();
  if (points.length === 0) return null;
  return (
    <div className={classes.notice}>
      <Notice tone="warn" title={t("title", { count: points.length })}>
        {t("text")}
        <ul className={classes.uncovered}>
          {points.map(({ slug, country, cases, ...names }) => (
            <li key={slug}>
              <Link href={`/reference/coverage/${slug}` as Route} prefetch={false}>
                <LocalName name={localName(names, locale, country)} />
              </Link>{" "}
              {t("cases", { count: cases })}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
