import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/components/ui/skeleton";
import classes from "./cases-loading.module.css";

/** The page of cases while its first numbers are counted: real frame, quiet bars. */
export function CasesLoading() {
  const t = useTranslations("cases");
  return (
    <>
      <div className={classes.bar} />
      <div className={classes.columns}>
        <div className={classes.rail} />
        <div className={classes.list}>
          <SkeletonRows rows={14} columns="2fr 1fr 1.4fr 2fr 0.7fr" label={t("counting")} />
        </div>
      </div>
    </>
  );
}
