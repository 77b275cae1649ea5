"use client";

import type { MouseEvent } from "react";
import { useRef } from "react";
import classes from "./data-grid.module.css";
import type { RowChoice } from "./use-row-choice";

/** The box that chooses all rows of the page; mixed when some are. */
export function ChooseAll({ label, choice, count }: { label: string; choice: RowChoice; count: number }) {
  const { chosen, all } = choice;
  return (
    <label className={classes.box}>
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = chosen.size > 0 && chosen.size < count;
        }}
        checked={count > 0 && chosen.size === count}
        onChange={(event) => all(event.currentTarget.checked)}
        aria-label={label}
      />
    </label>
  );
}

/** The box that chooses a row; with Shift all from the last one. */
export function ChooseRow({
  id,
  label,
  chosen,
  onChoose,
}: {
  id: string;
  label: string;
  chosen: boolean;
  onChoose: RowChoice["toggle"];
}) {
  const shift = useRef(false);
  return (
    <label
      className={classes.box}
      onClickCapture={(event: MouseEvent) => {
        shift.current = event.shiftKey;
      }}
    >
      <input
        type="checkbox"
        checked={chosen}
        onChange={() => {
          onChoose(id, shift.current);
          shift.current = false;
        }}
        aria-label={label}
      />
    </label>
  );
}
