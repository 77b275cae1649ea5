import { useTranslations } from "next-intl";
import classes from "./synthetic-mark.module.css";

/** Says on every page of an invented register that it is one: a strip above the top bar, and across every printed page. */
export function SyntheticMark() {
  const t = useTranslations("common.synthetic");
  return (
    <aside className={classes.strip} aria-label={t("word")}>
      <b className={classes.word}>{t("word")}</b>
      <span className={classes.text}>{t("text")}</span>
    </aside>
  );
}
