import { IconLogout, IconUser } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { MenuGroup, menuItem } from "@/components/ui/menu-list";
import classes from "./account-panel.module.css";
import { ColorSchemeSwitch } from "./color-scheme-switch";
import { LanguageSwitch } from "./language-menu";
import { ShortcutSwitch } from "./shortcut-switch";
import type { ShellActions, ShellViewer } from "./types";

/** Who I am here, how it looks, and the way out. @param language with the language switch, where the top bar has none */
export function AccountPanel({
  viewer,
  actions,
  language = false,
}: {
  viewer: ShellViewer;
  actions: ShellActions;
  language?: boolean;
}) {
  const t = useTranslations();
  return (
    <>
      <MenuGroup>
        <div className={classes.who}>
          <strong>{viewer.name}</strong>
          <span>
            {t(`codes.userRole.${viewer.role}`)} · {viewer.agencyName}
          </span>
        </div>
      </MenuGroup>
      {language && (
        <MenuGroup label={t("nav.language")}>
          <div className={classes.setting}>
            <LanguageSwitch />
          </div>
        </MenuGroup>
      )}
      <MenuGroup label={t("nav.colorScheme")}>
        <div className={classes.setting}>
          <ColorSchemeSwitch />
        </div>
      </MenuGroup>
      <MenuGroup label={t("nav.shortcuts")}>
        <ShortcutSwitch viewer={viewer} />
      </MenuGroup>
      <MenuGroup>
        {actions.accountHref && (
          <Link href={actions.accountHref} prefetch={false} className={menuItem}>
            <IconUser size={16} stroke={1.75} aria-hidden="true" />
            {t("nav.account")}
          </Link>
        )}
        <form action={actions.signOut}>
          <button type="submit" className={menuItem}>
            <IconLogout size={16} stroke={1.75} aria-hidden="true" />
            {t("nav.signOut")}
          </button>
        </form>
      </MenuGroup>
    </>
  );
}
