import type { ProposedField } from "./types";

/** Fields that say which row is meant, or that are no part of what stands in it. */
const unshown = new Set(["id", "version", "join", "anyway"]);

/** A value as a line of text; null for what is not stated. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((one) => valueText(one) ?? "").join(", ");
  if (typeof value === "object") {
    const parts = Object.entries(value).map(([key, one]) => `${key} ${valueText(one) ?? ""}`.trim());
    return parts.length === 0 ? null : parts.join(", ");
  }
  return String(value);
}

/**
 * What a proposal would change, field by field: of something new every field that says something, else only those that differ.
 * @param before what stands there; null: it is gone, undefined: nothing stood there
 * @param removes the proposal takes it away: everything that stands there goes
 */
export function fieldsOf(
  after: Record<string, unknown>,
  before: Record<string, unknown> | null | undefined,
  removes: boolean,
): ProposedField[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])].filter((key) => !unshown.has(key));
  return keys
    .map((field) => ({
      field,
      before: valueText(before?.[field]),
      after: removes ? null : valueText(after[field]),
    }))
    .filter((one) => one.before !== one.after);
}
