"use client";

import { useTranslations } from "next-intl";
import { Kbd } from "@/components/ui/kbd";
import { setShortcutsOn, useShortcutsOn } from "@/components/ui/use-shortcuts";
import classes from "./account-panel.module.css";

/** The single-key shortcuts, and the switch that turns them off (WCAG 2.1.4). */
export function ShortcutSwitch({ mayLog, review }: { mayLog: boolean; review: boolean }) {
  const t = useTranslations("nav");
  const on = useShortcutsOn();
  const lines = [
    { keys: ["/"], label: t("search") },
    ...(mayLog ? [{ keys: ["n"], label: t("log") }] : []),
    { keys: ["g", "c"], label: t("cases") },
    { keys: ["g", "t"], label: t("trends") },
    ...(mayLog ? [{ keys: ["g", "r"], label: t("reports") }] : []),
    ...(review ? [{ keys: ["g", "v"], label: t("review") }] : []),
  ];
  return (
    <>
      <label className={classes.toggle}>
        <input type="checkbox" checked={on} onChange={(event) => setShortcutsOn(event.currentTarget.checked)} />
        {t("shortcutsOn")}
      </label>
      {lines.map(({ keys, label }) => (
        <div className={classes.shortcut} key={label}>
          <span>{label}</span>
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
