import { useTranslations } from "next-intl";
import classes from "./mass-glyph.module.css";

const left = 4;
const right = 60;
const at = (place: number) => Math.round((left + place * (right - left)) * 10) / 10;
const ticks = [0, 1 / 3, 2 / 3, 1].map((place) => `M${at(place)} 4v12`).join("");

/** A weight on the axis from 10 g to 10 kg: a dot where one was stated, a bar over what it may be. Decoration beside the figure. */
export function MassGlyph({ from, to }: { from: number; to: number }) {
  const single = from === to;
  return (
    <svg className={classes.glyph} width="64" height="20" viewBox="0 0 64 20" aria-hidden="true" focusable="false">
      <path d={ticks} className={classes.tick} />
      {single ? (
        <circle cx={at(from)} cy="10" r="3" className={classes.dot} />
      ) : (
        <rect x={at(from) - 2} y="7" width={at(to) - at(from) + 4} height="6" rx="2" className={classes.bar} />
      )}
    </svg>
  );
}

/** The axis itself, over the column. Needs the messages `cases.axis`. */
export function MassAxis() {
  const t = useTranslations("cases.axis");
  return (
    <span className={classes.axis} role="img" aria-label={t("label")}>
      <span aria-hidden="true">{t("low")}</span>
      <span aria-hidden="true">{t("high")}</span>
    </span>
  );
}
