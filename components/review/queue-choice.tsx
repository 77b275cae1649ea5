"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { createContext, use, useMemo, useState } from "react";
import classes from "./review.module.css";
import type { QueueRowView } from "./row-view";

type Choice = {
  /** keys of the chosen rows that stand in the queue and are the viewer's to decide */
  chosen: ReadonlySet<string>;
  choosable: readonly string[];
  choose: (keys: readonly string[], on: boolean) => void;
};

const ChoiceContext = createContext<Choice | null>(null);

/** Which rows are chosen. A row that leaves the queue, or gets a newer version, is chosen no longer. */
export function QueueChoice({ rows, children }: { rows: readonly QueueRowView[]; children: ReactNode }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const choice = useMemo((): Choice => {
    const choosable = rows.filter((row) => row.decision === "open").map((row) => row.key);
    return {
      choosable,
      chosen: new Set(choosable.filter((key) => picked.has(key))),
      choose: (keys, on) =>
        setPicked((before) => {
          const after = new Set(before);
          for (const key of keys)
            if (on) after.add(key);
            else after.delete(key);
          return after;
        }),
    };
  }, [rows, picked]);
  return <ChoiceContext value={choice}>{children}</ChoiceContext>;
}

export function useQueueChoice(): Choice {
  const choice = use(ChoiceContext);
  if (!choice) throw new Error("useQueueChoice stands inside QueueChoice");
  return choice;
}

/** The box that chooses a row. One that is not the viewer's to decide has none. */
export function ChooseRow({ row }: { row: QueueRowView }) {
  const t = useTranslations("review");
  const { chosen, choose } = useQueueChoice();
  if (row.decision !== "open") return null;
  return (
    <label className={classes.choose}>
      <input
        type="checkbox"
        data-choose=""
        checked={chosen.has(row.key)}
        onChange={(event) => choose([row.key], event.currentTarget.checked)}
        aria-label={t("choose", { reference: row.reference })}
      />
    </label>
  );
}

/** The box that chooses all rows of the page. */
export function ChooseAll() {
  const t = useTranslations("review");
  const { chosen, choosable, choose } = useQueueChoice();
  if (choosable.length === 0) return <span className="visually-hidden">{t("column.choose")}</span>;
  return (
    <label className={classes.choose}>
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = chosen.size > 0 && chosen.size < choosable.length;
        }}
        checked={chosen.size === choosable.length}
        onChange={(event) => choose(choosable, event.currentTarget.checked)}
        aria-label={t("chooseAll", { count: choosable.length })}
      />
    </label>
  );
}
