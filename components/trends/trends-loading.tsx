import { useTranslations } from "next-intl";
import { SkeletonBar } from "@/components/ui/skeleton";
import classes from "./trends.module.css";

/** The page of trends while its months are counted: the frame it will have, quiet bars. */
export function TrendsLoading() {
  const t = useTranslations("trends");
  return (
    <div role="status">
      <span className="visually-hidden">{t("counting")}</span>
      <div className={classes.loadingBar} />
      <div className={classes.page}>
        <SkeletonBar width="260px" height={18} />
        <div className={classes.loadingChart} />
        <SkeletonBar width="60%" />
      </div>
    </div>
  );
}
