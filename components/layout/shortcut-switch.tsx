"use client";

import { useTranslations } from "next-intl";
import { Kbd } from "@/components/ui/kbd";
import { setShortcutsOn, useShortcutsOn } from "@/components/ui/use-shortcuts";
import classes from "./account-panel.module.css";
import type { NavViewer } from "./nav-links";
import { paletteKeys, singleKeys } from "./shortcut-list";

/** The single-key shortcuts, and the switch that turns them off (WCAG 2.1.4). */
export function ShortcutSwitch({ viewer }: { viewer: NavViewer }) {
  const t = useTranslations("nav");
  const on = useShortcutsOn();
  return (
    <>
      <label className={classes.toggle}>
        <input type="checkbox" checked={on} onChange={(event) => setShortcutsOn(event.currentTarget.checked)} />
        {t("shortcutsOn")}
      </label>
      {[...singleKeys(viewer), paletteKeys].map(({ keys, label }) => (
        <div className={classes.shortcut} key={label}>
          <span>{t(label)}</span>
          <span className={classes.keys}>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </span>
        </div>
      ))}
    </>
  );
}
