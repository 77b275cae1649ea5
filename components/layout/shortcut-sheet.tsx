"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useShortcutsOn } from "@/components/ui/use-shortcuts";
import type { NavViewer } from "./nav-links";
import { paletteKeys, singleKeys } from "./shortcut-list";
import classes from "./shortcut-sheet.module.css";

type Line = { keys: readonly string[]; together?: boolean; label: string };

/** All keys that do something, by where they do it. */
export function ShortcutSheet({ viewer, onClose }: { viewer: NavViewer; onClose: () => void }) {
  const t = useTranslations("nav");
  const common = useTranslations("common");
  const on = useShortcutsOn();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const sections: { title: string; note?: string; lines: Line[] }[] = [
    {
      title: t("sheet.anywhere"),
      lines: [{ ...paletteKeys, label: t(paletteKeys.label) }],
    },
    {
      title: t("sheet.notTyping"),
      ...(on ? {} : { note: t("sheet.off") }),
      lines: singleKeys(viewer).map((one) => ({ ...one, label: t(one.label) })),
    },
    ...(viewer.readsCases
      ? [
          {
            title: t("sheet.inList"),
            lines: [
              { keys: ["↑", "↓", "←", "→"], label: t("sheet.walk") },
              { keys: ["Enter"], label: t("sheet.open") },
              { keys: ["Space"], label: t("sheet.choose") },
              { keys: ["Shift", "↑↓"], together: true, label: t("sheet.chooseRange") },
              { keys: ["Ctrl", "A"], together: true, label: t("sheet.chooseAll") },
              { keys: ["Esc"], label: t("sheet.leave") },
            ],
          },
        ]
      : []),
    ...(viewer.mayLog
      ? [
          {
            title: t("sheet.inForm"),
            lines: [
              { keys: ["Ctrl", "Enter"], together: true, label: t("sheet.submit") },
              { keys: ["Alt", "Enter"], together: true, label: t("sheet.addRow") },
              { keys: ["Ctrl", "↑↓"], together: true, label: t("sheet.section") },
            ],
          },
        ]
      : []),
  ];
  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={heading} onClose={onClose}>
      <div className={classes.head}>
        <h2 id={heading}>{t("sheet.title")}</h2>
        <Button onClick={() => dialog.current?.close()}>{common("close")}</Button>
      </div>
      <div className={classes.sections}>
        {sections.map(({ title, note, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            {note && <p>{note}</p>}
            <dl>
              {lines.map(({ keys, together, label }) => (
                <div key={label} className={classes.line}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((key, i) => (
                      <span key={key}>
                        {together && i > 0 && <span aria-hidden="true">+</span>}
                        <Kbd>{key}</Kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes.note}>{t("sheet.mac")}</p>
    </dialog>
  );
}
