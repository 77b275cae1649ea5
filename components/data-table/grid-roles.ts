/**
 * What a grid's elements are to whoever cannot see them. A table's own elements, since it is one; said in words all the same, because rows
 * that are drawn as cards on a phone would else be no rows.
 */
export const roles = {
  grid: { role: "grid", "aria-multiselectable": true },
  row: { role: "row" },
  cell: { role: "gridcell" },
} as const;
