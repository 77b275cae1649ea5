"use client";

import { IconCommand } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./top-bar.module.css";

/** Asked of the shortcuts, which hold the palette: a phone has no keys to open it with. */
export const paletteEvent = "weir-palette";

/** Opens the command palette by touch. */
export function PaletteButton() {
  const t = useTranslations("nav");
  return (
    <button
      type="button"
      className={classes.iconButton}
      aria-label={t("palette.title")}
      aria-haspopup="dialog"
      onClick={() => window.dispatchEvent(new Event(paletteEvent))}
    >
      <IconCommand size={20} stroke={1.75} aria-hidden="true" />
    </button>
  );
}
