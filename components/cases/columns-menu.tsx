"use client";

import {
  IconArrowDown,
  IconArrowUp,
  IconColumns3,
  IconMinus,
  IconPin,
  IconPinFilled,
  IconPlus,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Popup } from "@/components/ui/popup";
import type { ColumnCode, Density, ShownColumn } from "@/lib/cases/columns";
import { columnCodes, densityCodes, inPlace, widths } from "@/lib/cases/columns";
import classes from "./columns-menu.module.css";

const widen = 24;

/**
 * Which columns the list has, in which order, how wide, which of them stay at the left; and how much room a row takes. Everything here can be
 * pressed: nothing needs dragging.
 * @param px the widths as they are @param crowded columns that go for want of room
 */
export function ColumnsMenu({
  shown,
  px,
  crowded,
  density,
  chosen,
  onColumns,
  onDensity,
  onOpen,
}: {
  shown: readonly ShownColumn[];
  px: Readonly<Record<string, number>>;
  crowded: ReadonlySet<string>;
  density: Density;
  /** not the product's own choice */
  chosen: boolean;
  onColumns: (columns: readonly ShownColumn[] | null) => void;
  onDensity: (density: Density) => void;
  onOpen: () => void;
}) {
  const t = useTranslations("cases");
  const others = columnCodes.filter((code) => !shown.some((column) => column.code === code));
  const put = (code: ColumnCode, change: Partial<ShownColumn>) =>
    onColumns(inPlace(shown.map((column) => (column.code === code ? { ...column, ...change } : column))));
  const move = (from: number, to: number) => {
    const next = [...shown];
    const [one] = next.splice(from, 1);
    if (one) next.splice(to, 0, one);
    onColumns(inPlace(next));
  };
  const name = (code: ColumnCode) => t(`column.${code}`);

  return (
    <Popup
      stay
      align="end"
      title={t("columns.title")}
      panelClassName={classes.panel}
      onOpen={onOpen}
      trigger={
        <>
          <IconColumns3 size={16} stroke={1.75} aria-hidden="true" />
          {t("columns.title")}
        </>
      }
    >
      <ul className={classes.list}>
        {shown.map(({ code, pinned }, at) => {
          const column = name(code);
          const width = px[code] ?? widths.least;
          const beside = (to: number) => shown[to] !== undefined && shown[to]?.pinned === pinned;
          return (
            <li key={code} className={classes.line}>
              <label className={classes.choice}>
                <input
                  type="checkbox"
                  checked
                  disabled={code === "case"}
                  onChange={() => onColumns(shown.filter((one) => one.code !== code))}
                />
                <span className={classes.name}>{column}</span>
                {crowded.has(code) && <span className={classes.crowded}>{t("columns.crowded")}</span>}
              </label>
              <Press
                label={t("columns.narrower", { column })}
                off={width <= widths.least}
                press={() => put(code, { width: Math.max(widths.least, width - widen) })}
              >
                <IconMinus size={14} stroke={2} />
              </Press>
              <Press
                label={t("columns.wider", { column })}
                off={width >= widths.most}
                press={() => put(code, { width: Math.min(widths.most, width + widen) })}
              >
                <IconPlus size={14} stroke={2} />
              </Press>
              <Press label={t("columns.earlier", { column })} off={!beside(at - 1)} press={() => move(at, at - 1)}>
                <IconArrowUp size={14} stroke={2} />
              </Press>
              <Press label={t("columns.later", { column })} off={!beside(at + 1)} press={() => move(at, at + 1)}>
                <IconArrowDown size={14} stroke={2} />
              </Press>
              <Press label={t("columns.pin", { column })} on={pinned} press={() => put(code, { pinned: !pinned })}>
                {pinned ? <IconPinFilled size={14} /> : <IconPin size={14} stroke={1.75} />}
              </Press>
            </li>
          );
        })}
        {others.map((code) => (
          <li key={code} className={classes.line}>
            <label className={classes.choice}>
              <input
                type="checkbox"
                checked={false}
                onChange={() => onColumns([...shown, { code, width: null, pinned: false }])}
              />
              <span className={classes.name}>{name(code)}</span>
            </label>
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <fieldset className={classes.density}>
          <legend>{t("density.label")}</legend>
          {densityCodes.map((code) => (
            <label key={code}>
              <input type="radio" name="density" checked={density === code} onChange={() => onDensity(code)} />
              {t(`density.${code}`)}
            </label>
          ))}
        </fieldset>
        <button type="button" className={classes.reset} disabled={!chosen} onClick={() => onColumns(null)}>
          {t("columns.reset")}
        </button>
        <p className={classes.hint}>{t("columns.hint")}</p>
      </div>
    </Popup>
  );
}

function Press({
  label,
  off = false,
  on,
  press,
  children,
}: {
  label: string;
  off?: boolean;
  on?: boolean;
  press: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={classes.press}
      aria-label={label}
      title={label}
      aria-disabled={off || undefined}
      aria-pressed={on}
      onClick={() => {
        if (!off) press();
      }}
    >
      {children}
    </button>
  );
}
