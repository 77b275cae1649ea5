import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import type { CaseFile } from "@/lib/reports/types";
import classes from "./file-counting.module.css";

/** Cases that are probably the same event, for those who may bring them together. Nothing where there is none. */
export function FileLike({ like }: { like: CaseFile["like"] }) {
  const t = useTranslations("casefile.like");
  const why = useTranslations("reports.duplicates.reason");
  if (!like || like.total === 0) return null;
  return (
    <Section title={t("title")}>
      <div className={classes.counting}>
        <ul>
          {like.cases.map(({ reference, reasons }) => (
            <li key={reference}>
              <Link href={`/cases/${reference}` as Route} prefetch={false}>
                {reference}
              </Link>{" "}
              {reasons.map((reason) => why(reason)).join(t("separator"))}
            </li>
          ))}
        </ul>
        {like.total > like.cases.length && <p>{t("more", { count: like.total - like.cases.length })}</p>}
        <p>{t("help")}</p>
      </div>
    </Section>
  );
}
