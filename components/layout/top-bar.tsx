import { IconPlus, IconSearch } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Popup } from "@/components/ui/popup";
import { AccountPanel } from "./account-panel";
import account from "./account-panel.module.css";
import { logHref } from "./destinations";
import { LanguageMenu } from "./language-menu";
import { LogoMark } from "./logo";
import { NavLinks } from "./nav-links";
import { PaletteButton } from "./palette-button";
import { SearchField } from "./search-field";
import classes from "./top-bar.module.css";
import type { ShellActions, ShellViewer } from "./types";

/** 44 px: name, pages, search, log, language, who is signed in. On a phone: name, palette, search, who. */
export function TopBar({ viewer, actions }: { viewer: ShellViewer; actions: ShellActions }) {
  const t = useTranslations();
  return (
    <header className={classes.bar} data-print="hide">
      <Link href="/" prefetch={false} className={classes.brand}>
        <LogoMark />
        {t("common.product")}
      </Link>
      <NavLinks viewer={viewer} />
      <div className={classes.wide}>
        {viewer.readsCases && <SearchField shortcut />}
        {viewer.mayLog && (
          <ButtonLink href={logHref} look="primary" aria-keyshortcuts="n">
            <IconPlus size={15} stroke={2} aria-hidden="true" />
            {t("nav.log")}
            <Kbd tone="accent">n</Kbd>
          </ButtonLink>
        )}
        <LanguageMenu />
      </div>
      <div className={classes.narrow}>
        <PaletteButton />
        {viewer.readsCases && (
          <Popup
            align="end"
            stay
            label={t("nav.search")}
            className={classes.iconButton}
            trigger={<IconSearch size={20} stroke={1.75} aria-hidden="true" />}
          >
            <SearchField />
          </Popup>
        )}
      </div>
      <Popup
        align="end"
        stay
        title={t("nav.me", { name: viewer.name })}
        className={classes.avatar}
        panelClassName={account.panel}
        trigger={
          <>
            {viewer.initials}
            <span className="visually-hidden">, {t("nav.me", { name: viewer.name })}</span>
          </>
        }
      >
        <AccountPanel viewer={viewer} actions={actions} />
      </Popup>
    </header>
  );
}
