import { useTranslations } from "next-intl";
import { PageHeading } from "@/components/ui/page-heading";
import type { Choices, ListRights } from "@/lib/indicators/types";
import { IndicatorForm } from "./indicator-form";
import classes from "./indicators.module.css";

/** The page of an indicator that the register does not have yet. */
export function NewIndicatorView({ page: { choices, rights } }: { page: { choices: Choices; rights: ListRights } }) {
  const t = useTranslations("indicators");
  return (
    <div className={classes.page}>
      <PageHeading title={rights === "keep" ? t("form.add") : t("form.propose")} />
      <p className={classes.lead}>{t("form.lead")}</p>
      <IndicatorForm sources={choices.sources} rights={rights} />
    </div>
  );
}
