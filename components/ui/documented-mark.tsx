import { IconBook2 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Badge } from "./badge";
import classes from "./documented-mark.module.css";

/** Marks a case that stands in published sources. @param word the icon with its word, as in a file's header */
export function DocumentedMark({ word = false }: { word?: boolean }) {
  const t = useTranslations("common");
  if (word)
    return (
      <Badge title={t("documentedHelp")}>
        <IconBook2 className={classes.icon} size={14} stroke={1.75} aria-hidden="true" />
        {t("documented")}
      </Badge>
    );
  return (
    <span className={classes.mark} role="img" aria-label={t("documented")} title={t("documentedHelp")}>
      <IconBook2 className={classes.icon} size={15} stroke={1.75} aria-hidden="true" />
    </span>
  );
}
