import type { Unit } from "@/lib/codes";
import { formCodes, qualifierCodes, unitCodes } from "@/lib/codes";
import type { Mass } from "@/lib/quantity/conversion";
import { massOf } from "@/lib/quantity/conversion";
import { parseQuantity } from "@/lib/quantity/parse";
import type { LineValues } from "@/lib/reports/form";
import type { FormSubstance, ReportForm } from "@/lib/reports/types";

/** A typed line that says enough to weigh it. A null quantity is stated as unknown. */
export type Preview = {
  row: LineValues;
  substance: FormSubstance | null;
  quantity: string | null;
  unit: Unit | null;
  mass: Mass;
};

/** What a typed line weighs by a set of factors; null while it does not say enough. */
export function previewOf(
  row: LineValues,
  substances: readonly FormSubstance[],
  set: ReportForm["set"],
): Preview | null {
  const parsed = parseQuantity(row.quantity);
  const unit = unitCodes.find((code) => code === row.unit.id) ?? null;
  const qualifier = qualifierCodes.find((code) => code === row.qualifier) ?? "exact";
  if (qualifier !== "unknown" && (!parsed.ok || unit === null)) return null;
  if (qualifier === "unknown" && row.asReported.trim() === "") return null;
  const substance = substances.find(({ slug }) => slug === row.substance.id) ?? null;
  const quantity = parsed.ok && qualifier !== "unknown" ? parsed.value : null;
  const form = formCodes.find((code) => code === row.form) ?? null;
  const measured = {
    substance: substance?.slug ?? null,
    family: substance?.family ?? null,
    form,
    quantity,
    unit,
    qualifier,
  };
  return { row, substance, quantity, unit, mass: massOf(measured, set) };
}
