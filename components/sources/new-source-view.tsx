import { useTranslations } from "next-intl";
import { PageHeading } from "@/components/ui/page-heading";
import { ReliabilityScale } from "./reliability-words";
import { NewSourceForm } from "./source-form";
import classes from "./sources.module.css";

/** The page that adds a source. */
export function NewSourceView({ mayShare }: { mayShare: boolean }) {
  const t = useTranslations("sources.form");
  return (
    <div className={classes.page}>
      <PageHeading title={t("new")} />
      <ReliabilityScale />
      <NewSourceForm mayShare={mayShare} />
    </div>
  );
}
