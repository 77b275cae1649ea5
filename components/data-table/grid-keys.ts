const stops = "a[href], button:not(:disabled), input:not(:disabled)";

const rowsOf = (grid: HTMLElement) =>
  [...grid.querySelectorAll<HTMLElement>("tr")].filter((row) => row.checkVisibility() && row.clientHeight > 1);
const cellsOf = (row: Element | undefined) =>
  [...(row?.children ?? [])].filter((cell): cell is HTMLElement => cell instanceof HTMLElement && cell.clientWidth > 0);
/** What takes the focus for a cell: its link, button or box, else the cell itself. */
const stopOf = (cell: HTMLElement): HTMLElement => cell.querySelector<HTMLElement>(stops) ?? cell;

/** One stop for Tab: where the focus was last, else the first row's link. All else is reached with the arrow keys. */
export function keepOneStop(grid: HTMLElement): void {
  const all = [...grid.querySelectorAll<HTMLElement>(`${stops}, td, th`)];
  const current = all.find((one) => one === document.activeElement) ?? all.find((one) => one.dataset.stop === "");
  const first = grid.querySelector<HTMLElement>("tbody a[data-row-link]") ?? all[0];
  for (const one of all) {
    const on = one === (current ?? first);
    if (on) one.dataset.stop = "";
    else delete one.dataset.stop;
    one.tabIndex = on ? 0 : -1;
  }
}

/** Remembers where the focus is. */
export function moveStop(grid: HTMLElement, to: HTMLElement): void {
  for (const one of grid.querySelectorAll<HTMLElement>("[data-stop]")) {
    delete one.dataset.stop;
    one.tabIndex = -1;
  }
  to.dataset.stop = "";
  to.tabIndex = 0;
}

function reveal(stop: HTMLElement): void {
  stop.focus({ preventScroll: true });
  stop.closest("td, th")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  stop.closest("tr")?.scrollIntoView({ block: "nearest" });
}

/** Rows that Page Up and Page Down go over: those that are seen, less one. */
function pageOf(grid: HTMLElement, rows: readonly HTMLElement[]): number {
  const height = rows.at(-1)?.clientHeight ?? 32;
  const seen = grid.parentElement?.clientHeight ?? window.innerHeight;
  return Math.max(1, Math.floor(Math.min(seen, window.innerHeight) / height) - 2);
}

export type GridStep = { row: HTMLElement; moved: boolean };

/**
 * Moves the focus as a grid's keys say: arrows by a cell, Home and End within the row (with Ctrl: to the first and last), Page Up and Down.
 * @returns the row that has the focus then, and whether the key was one of these
 */
export function stepInGrid(
  grid: HTMLElement,
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "target">,
): GridStep | null {
  const target = event.target instanceof Element ? event.target : null;
  const cell = target?.closest<HTMLElement>("td, th");
  const own = cell?.closest("tr");
  if (!cell || !own || !grid.contains(own)) return null;
  const rows = rowsOf(grid);
  const at = rows.indexOf(own);
  const cells = cellsOf(own);
  const column = cells.indexOf(cell);
  const last = rows.length - 1;
  const to: Record<string, [row: number, column: number]> = {
    ArrowDown: [at + 1, column],
    ArrowUp: [at - 1, column],
    ArrowRight: [at, column + 1],
    ArrowLeft: [at, column - 1],
    Home: event.ctrlKey ? [Math.min(1, last), 0] : [at, 0],
    End: event.ctrlKey ? [last, cells.length - 1] : [at, cells.length - 1],
    PageDown: [Math.min(last, at + pageOf(grid, rows)), column],
    PageUp: [Math.max(Math.min(1, last), at - pageOf(grid, rows)), column],
  };
  const next = to[event.key];
  if (!next) return null;
  const row = rows[next[0]];
  const goal = cellsOf(row)[next[1]];
  if (!row || !goal) return { row: own, moved: true };
  reveal(stopOf(goal));
  return { row, moved: true };
}
