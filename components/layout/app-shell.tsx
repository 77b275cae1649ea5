import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./app-shell.module.css";
import { Shortcuts } from "./shortcuts";
import { TabBar } from "./tab-bar";
import { TopBar } from "./top-bar";
import type { ShellActions, ShellViewer } from "./types";

/** The frame of every page of a signed-in person: skip link, top bar, the page in `main`, tab bar on a phone. */
export function AppShell({
  viewer,
  actions,
  children,
}: {
  viewer: ShellViewer;
  actions: ShellActions;
  children: ReactNode;
}) {
  const t = useTranslations("nav");
  return (
    <>
      <a className={classes.skip} href="#main">
        {t("skip")}
      </a>
      <TopBar viewer={viewer} actions={actions} />
      <main id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <TabBar viewer={viewer} actions={actions} />
      <Shortcuts
        viewer={{
          mayLog: viewer.mayLog,
          mayImport: viewer.mayImport,
          review: viewer.review,
          readsCases: viewer.readsCases,
          readsLog: viewer.readsLog,
          managesAccounts: viewer.managesAccounts,
        }}
        acts={viewer.acts}
      />
    </>
  );
}
