import { IconChevronDown } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { menuItem } from "@/components/ui/menu-list";
import { Popup } from "@/components/ui/popup";
import segmented from "@/components/ui/segmented.module.css";
import { localeCodes } from "@/lib/codes";
import { chooseLocale } from "@/lib/i18n/actions";
import { localeNames } from "@/lib/i18n/locale";
import classes from "./top-bar.module.css";

/** The language switch of the top bar. */
export function LanguageMenu() {
  const t = useTranslations("nav");
  const locale = useLocale();
  return (
    <Popup
      align="end"
      className={classes.quiet}
      title={t("language")}
      trigger={
        <>
          <span className="visually-hidden">{t("language")}: </span>
          {localeNames[locale]}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </>
      }
    >
      <form action={chooseLocale}>
        {localeCodes.map((code) => (
          <button
            key={code}
            type="submit"
            name="locale"
            value={code}
            lang={code}
            className={menuItem}
            aria-current={code === locale || undefined}
          >
            {localeNames[code]}
          </button>
        ))}
      </form>
    </Popup>
  );
}

/** The language switch as three buttons: on sign-in, and in the menu of a phone. It works before any script has run. */
export function LanguageSwitch() {
  const t = useTranslations("nav");
  const locale = useLocale();
  return (
    <form action={chooseLocale}>
      <fieldset className={segmented.group} aria-label={t("language")}>
        {localeCodes.map((code) => (
          <button
            key={code}
            type="submit"
            name="locale"
            value={code}
            lang={code}
            className={segmented.segment}
            aria-current={code === locale || undefined}
          >
            {localeNames[code]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
