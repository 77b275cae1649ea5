import type { Unit } from "@/lib/codes";
import { compare, times } from "./decimal";
import { units } from "./units";

/** By unit what one seizure is not expected to exceed: `kg` stands for every weight, `l` for every volume. Decimal strings. */
export type Ceilings = Readonly<Partial<Record<Unit, string>>>;

/** A quantity in the unit that quantities of its kind are compared in: kg for weights, l for volumes, else its own. */
export function comparable(quantity: string, unit: Unit): { unit: Unit; value: string } {
  const { dimension, factor } = units[unit];
  if (factor !== null && dimension === "mass") return { unit: "kg", value: times(times(quantity, factor), "0.001") };
  if (factor !== null && dimension === "volume") return { unit: "l", value: times(quantity, factor) };
  return { unit, value: quantity };
}

/** The ceiling that a quantity exceeds, in the unit of the comparison; null where it exceeds none. */
export function exceededCeiling(quantity: string, unit: Unit, ceilings: Ceilings): string | null {
  const { unit: by, value } = comparable(quantity, unit);
  const most = ceilings[by];
  return most !== undefined && compare(value, most) > 0 ? most : null;
}
