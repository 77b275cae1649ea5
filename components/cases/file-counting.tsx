import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { seriesOf } from "@/lib/charts/colours";
import { toQuery } from "@/lib/filter/codec";
import { emptyFilter } from "@/lib/filter/fields";
import { nameIn } from "@/lib/i18n/names";
import type { CaseFile } from "@/lib/reports/types";
import classes from "./file-counting.module.css";

/** Where the case stands in lists and charts, with the way to each. */
export function FileCounting({ file }: { file: CaseFile }) {
  const t = useTranslations("casefile.counting");
  const codes = useTranslations("codes");
  const format = useFormatter();
  const locale = useLocale();
  const { month, status, point } = file;
  const counted = status === "submitted" || status === "verified";
  const query = toQuery({ ...emptyFilter, point: [point ? point.slug : "none"], month: [month ?? "unknown"] });
  const trend = toQuery({ ...emptyFilter, point: [point ? point.slug : "none"] });
  const monthName =
    month && format.dateTime(new Date(`${month}-01T00:00:00Z`), { year: "numeric", month: "long", timeZone: "UTC" });
  const name = point && nameIn(point, locale);
  const list = () => {
    if (monthName)
      return name ? t("sameMonth", { point: name, month: monthName }) : t("sameMonthNoPoint", { month: monthName });
    return name ? t("remainder", { point: name }) : t("remainderNoPoint");
  };
  return (
    <Section title={t("title")}>
      <div className={classes.counting}>
        {counted ? (
          <>
            <p>{monthName ? t("counts", { month: monthName }) : t("undated")}</p>
            <Point point={point} />
            <Segment file={file} />
          </>
        ) : (
          <p>{t("nowhere", { status: codes(`status.${status}`) })}</p>
        )}
        <p className={classes.ways}>
          <Link href={`/cases?${query}` as Route} prefetch={false}>
            {list()}
          </Link>
          <Link href={`/trends?${trend}` as Route} prefetch={false}>
            {name ? t("trend", { point: name }) : t("trendNoPoint")}
          </Link>
        </p>
      </div>
    </Section>
  );
}

function Point({ point }: { point: CaseFile["point"] }) {
  const t = useTranslations("casefile.counting");
  const locale = useLocale();
  if (!point) return <p>{t("noPoint")}</p>;
  const name = nameIn(point, locale);
  return (
    <p>
      {point.parent
        ? t("pointWithin", { point: name, parent: nameIn(point.parent, locale) })
        : t("point", { point: name })}
    </p>
  );
}

function Segment({ file: { segment } }: { file: CaseFile }) {
  const t = useTranslations("casefile.counting");
  const locale = useLocale();
  const substance = () => (
    <span className={classes.segment}>
      <SubstanceMark series={segment ? seriesOf(segment.slug, segment.family) : "mixed"} />{" "}
      {segment ? nameIn(segment, locale) : t("mixedName")}
    </span>
  );
  return <p>{t.rich(segment ? "segment" : "mixed", { substance })}</p>;
}
