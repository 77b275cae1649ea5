import { useTranslations } from "next-intl";
import classes from "./not-stated.module.css";

/** What the source does not say. Never a zero, never an empty cell. @param text words in place of "not stated" */
export function NotStated({ text }: { text?: string }) {
  const t = useTranslations("common");
  return <span className={classes.text}>{text ?? t("notStated")}</span>;
}
