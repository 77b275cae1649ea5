"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./derived.module.css";
import { Popup } from "./popup";

/**
 * A value that Weir worked out: `≈` and a dotted underline; a press opens the factor and its source.
 * @param approx false when nothing was converted (a stated weight in another unit): no `≈` then
 * @param explain what the value rests on: factor, range, source
 */
export function Derived({
  children,
  approx = true,
  explain,
}: {
  children: ReactNode;
  approx?: boolean;
  explain?: ReactNode;
}) {
  const t = useTranslations("common");
  const value = (
    <>
      {approx && <span aria-hidden="true">{"≈\u2009"}</span>}
      {approx && <span className="visually-hidden">{t("about")} </span>}
      {children}
    </>
  );
  if (!explain) return <span className={classes.value}>{value}</span>;
  return (
    <Popup className={classes.button} panelClassName={classes.panel} title={t("factorAndSource")} trigger={value} stay>
      {explain}
    </Popup>
  );
}
