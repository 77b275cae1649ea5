import { IconDots } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Popup } from "@/components/ui/popup";
import { AccountPanel } from "./account-panel";
import account from "./account-panel.module.css";
import { MorePages } from "./more-pages";
import classes from "./tab-bar.module.css";
import { TabLinks } from "./tab-links";
import type { ShellActions, ShellViewer } from "./types";

/** The navigation of a phone, at the bottom: pages, log, and More with everything else. */
export function TabBar({ viewer, actions }: { viewer: ShellViewer; actions: ShellActions }) {
  const t = useTranslations("nav");
  return (
    <nav aria-label={t("main")} className={classes.bar} data-print="hide">
      <TabLinks viewer={viewer} />
      <Popup
        align="end"
        stay
        className={classes.tab}
        title={t("more")}
        panelClassName={account.panel}
        trigger={
          <>
            <IconDots size={22} stroke={1.75} aria-hidden="true" />
            {t("more")}
          </>
        }
      >
        <MorePages viewer={viewer} />
        <AccountPanel viewer={viewer} actions={actions} language />
      </Popup>
    </nav>
  );
}
