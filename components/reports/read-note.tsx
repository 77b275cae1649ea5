"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { LineValues } from "@/lib/reports/form";
import classes from "./report-form.module.css";
import type { TypedLine } from "./typed-lines";

/** Says under a line what it was read from and what was left open, until somebody looked it over. */
export function ReadNote({ row, read, onUndo }: { row: LineValues; read: TypedLine; onUndo: () => void }) {
  const t = useTranslations("reports.read");
  const open = {
    quantity: row.quantity === "" && row.qualifier !== "unknown" && t("quantity"),
    substance: row.substance.id === "" && t("substance"),
  };
  return (
    <div className={classes.read} role="status">
      <span>
        {t("done", { from: read.from })}
        {read.missing
          .filter((part) => open[part])
          .map((part) => (
            <strong key={part}> {open[part]}</strong>
          ))}
      </span>
      <Button look="link" onClick={onUndo}>
        {t("undo")}
      </Button>
    </div>
  );
}
