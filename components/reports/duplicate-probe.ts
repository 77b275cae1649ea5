import { formCodes, qualifierCodes, unitCodes } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import type { Probe } from "@/lib/duplicates/schema";
import { parseQuantity } from "@/lib/quantity/parse";
import type { LineValues, ReportValues } from "@/lib/reports/form";

/**
 * What of a half-typed report can be compared with the register; null while it says too little to know an event by: a source's number, or a
 * date with a substance at a point or in a quantity. Also null for a report whose case is known.
 */
export function probeOf(values: ReportValues): Probe | null {
  if (values.attachTo !== null || values.amends !== null) return null;
  const date = parseDate(values.date);
  const number = values.externalReference.normalize("NFC").trim();
  const probe: Probe = {
    date: date.ok ? date.date.edtf : null,
    point: values.point.id || null,
    lines: values.lines.flatMap((line) => lineOf(line) ?? []),
    externalReference: number !== "" && number.length <= 120 ? number : null,
    otherThan: values.otherEvents,
  };
  const known = probe.point !== null || probe.lines.some((line) => line.quantity !== null);
  return probe.externalReference !== null || (probe.date !== null && probe.lines.length > 0 && known) ? probe : null;
}

function lineOf(row: LineValues): Probe["lines"][number] | null {
  if (row.substance.id === "") return null;
  const parsed = parseQuantity(row.quantity);
  const unit = unitCodes.find((code) => code === row.unit.id) ?? null;
  const qualifier = qualifierCodes.find((code) => code === row.qualifier) ?? "exact";
  return {
    substance: row.substance.id,
    form: formCodes.find((code) => code === row.form) ?? "unknown",
    quantity: parsed.ok && qualifier !== "unknown" ? parsed.value : null,
    unit,
    qualifier,
  };
}
