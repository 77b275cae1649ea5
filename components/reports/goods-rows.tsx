"use client";

import { useTranslations } from "next-intl";
import { RepeatableRows } from "@/components/forms/repeatable-rows";
import type { AssetKind } from "@/lib/codes";
import { assetKindCodes } from "@/lib/codes";
import type { FieldProblem } from "@/lib/errors";
import type { AssetValues } from "@/lib/reports/form";
import { freshAsset } from "@/lib/reports/form";
import { AssetCells } from "./asset-cells";
import { CashRate } from "./cash-rate";
import { FormSection } from "./form-section";
import { idOf, useReport } from "./report-context";
import { isFull, RowProblems, RowsFull } from "./row-problems";
import { invalidIn } from "./substance-lines";

/** Cash, vehicles, weapons, devices and other goods that were seized. */
export function GoodsRows({ rows, problems }: { rows: readonly AssetValues[]; problems: readonly FieldProblem[] }) {
  const { dispatch } = useReport();
  const t = useTranslations("reports");
  const add = (kind: AssetKind) =>
    dispatch({ type: "add", list: "assets", at: rows.length, row: freshAsset("", kind) });
  return (
    <FormSection title={t("section.goods")} empty={rows.length === 0}>
      <RepeatableRows
        id={idOf("assets")}
        rows={rows}
        rowKey={(row) => row.key}
        tracks="112px 112px minmax(0, 1fr) minmax(0, 1.6fr)"
        headers={[
          { label: t("field.kind") },
          {
            label: rows.some((row) => row.kind === "cash") ? t("column.amountOrCount") : t("field.goodsCount"),
            align: "end",
          },
          {
            label: rows.some((row) => row.kind === "cash") ? t("column.currencyOrDescription") : t("field.description"),
          },
          { label: rows.some((row) => row.kind === "cash") ? t("column.stated") : "" },
        ]}
        full={isFull(rows, "assets", problems) && <RowsFull list="assets" problems={problems} />}
        adds={assetKindCodes.map((kind) => ({ label: t(`add.${kind}`), onAdd: () => add(kind) }))}
        removeLabel={(at) => t("row.removeAsset", { row: at + 1 })}
        rowLabel={(_, at) => t("row.asset", { row: at + 1 })}
        onAdd={(from) => {
          const kind = from === undefined ? undefined : rows[from]?.kind;
          add(assetKindCodes.find((code) => code === kind) ?? "cash");
        }}
        onRemove={(at) => dispatch({ type: "remove", list: "assets", at })}
        below={(row, at) => (
          <>
            <CashRate row={row} />
            <RowProblems list="assets" at={at} problems={problems} />
          </>
        )}
      >
        {(row, at) => <AssetCells row={row} at={at} invalid={invalidIn(problems, "assets", at)} />}
      </RepeatableRows>
    </FormSection>
  );
}
