import { useLocale, useTranslations } from "next-intl";
import { PageHeading } from "@/components/ui/page-heading";
import type { PointFormData } from "@/lib/reference/types";
import { countryChoices } from "./countries";
import { NewPoint } from "./new-point";
import classes from "./reference.module.css";

/** The page of a point that the register does not have yet. */
export function NewPointView({ data }: { data: PointFormData }) {
  const t = useTranslations("reference.pointForm");
  return (
    <>
      <PageHeading title={data.rights.lists === "keep" ? t("add") : t("propose")} />
      <p className={classes.lead}>{t("lead")}</p>
      <NewPoint data={data} countries={countryChoices(useLocale())} />
    </>
  );
}
