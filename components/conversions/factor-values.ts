import type { FactorRow } from "@/lib/conversions/types";

/** A factor as it is typed. `goods`: `s:SLUG`, `f:FAMILY`, or nothing for anything. */
export type FactorValues = {
  key: number;
  goods: string;
  form: string;
  unit: string;
  gramsLow: string;
  grams: string;
  gramsHigh: string;
  source: string;
  note: string;
};

export const emptyFactor = (key: number): FactorValues => ({
  ...{ key, goods: "", form: "", unit: "", gramsLow: "", grams: "", gramsHigh: "", source: "", note: "" },
});

export function valuesOf({ substance, family, form, note, ...rest }: FactorRow, key: number): FactorValues {
  const goods = substance !== null ? `s:${substance}` : family !== null ? `f:${family}` : "";
  return { ...rest, key, goods, form: form ?? "", note: note ?? "" };
}

/** As the server reads it; what is not of its lists it refuses by name. */
export function factorOf({ key: _, goods, form, unit, ...rest }: FactorValues): FactorRow {
  return {
    ...rest,
    substance: goods.startsWith("s:") ? goods.slice(2) : null,
    family: goods.startsWith("f:") ? (goods.slice(2) as FactorRow["family"]) : null,
    form: form === "" ? null : (form as FactorRow["form"]),
    unit: unit as FactorRow["unit"],
  };
}
