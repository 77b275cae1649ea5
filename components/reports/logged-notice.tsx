import type { Route } from "next";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toQuery } from "@/lib/filter/codec";
import { emptyFilter } from "@/lib/filter/fields";
import { localName } from "@/lib/i18n/names";
import type { CaseFile } from "@/lib/reports/types";
import classes from "./logged-notice.module.css";
import { PlainAddress } from "./plain-address";

/**
 * On the case's page after a submit: that the report stands, and in which month's bar it counts, or that no count changes. Gone with the
 * next load. @param attached the report went on a case that was there
 */
export function LoggedNotice({
  file,
  attached,
}: {
  file: Pick<CaseFile, "reference" | "month" | "point">;
  attached: boolean;
}) {
  const t = useTranslations("reports.logged");
  const format = useFormatter();
  const locale = useLocale();
  const month =
    file.month &&
    format.dateTime(new Date(`${file.month}-01T00:00:00Z`), { year: "numeric", month: "long", timeZone: "UTC" });
  const point = file.point ? localName(file.point, locale, file.point.country).primary : null;
  const trends = `/trends?${toQuery({ ...emptyFilter, point: [file.point?.slug ?? "none"] })}`;
  return (
    <div className={classes.place}>
      <PlainAddress />
      <Notice
        tone="info"
        live
        title={t(attached ? "attached" : "title", { reference: file.reference })}
        actions={
          <>
            <ButtonLink href={trends as Route}>{t("see")}</ButtonLink>
            <ButtonLink href={"/reports/new" as Route}>{t("next")}</ButtonLink>
          </>
        }
      >
        {attached && t("unchanged")}
        {!attached &&
          (month === null ? t("remainder") : point === null ? t("month", { month }) : t("monthAt", { month, point }))}
      </Notice>
    </div>
  );
}
