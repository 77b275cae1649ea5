import { useTranslations } from "next-intl";
import classes from "./failure.module.css";
import { LogoMark } from "./logo";

/** The top bar where nobody is known to be signed in. */
export function BareHeader() {
  const t = useTranslations("common");
  return (
    <header className={classes.bare}>
      <LogoMark />
      {t("product")}
    </header>
  );
}
