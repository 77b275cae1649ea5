// No import cycles. What is erased at compile time makes none.
import { resolveImport } from "../tree.mjs";

/** @typedef {import("../tree.mjs").Tree} Tree */
/** @typedef {import("../tree.mjs").Violation} Violation */

/** @param {Tree} tree @returns {Violation[]} one for each group of files that import each other */
export function checkCycles(tree) {
  const edges = new Map(
    [...tree.files.values()].map((file) => [
      file.path,
      (file.source?.imports ?? []).flatMap(({ specifier, typeOnly, line }) => {
        const to = typeOnly ? null : resolveImport(tree, file.path, specifier);
        return to === null ? [] : [{ to, line }];
      }),
    ]),
  );
  return components(edges).map((group) => {
    const first = [...group].sort()[0] ?? "";
    const way = shortestWayBack(edges, first, new Set(group));
    const line = edges.get(first)?.find(({ to }) => to === way[1])?.line ?? 1;
    return {
      file: first,
      line,
      rule: "cycle",
      message: `${way.join(" → ")}: move what they share into a file that imports neither`,
    };
  });
}

/**
 * Tarjan's strongly connected components, those with a cycle only.
 * @param {Map<string, { to: string, line: number }[]>} edges
 * @returns {string[][]}
 */
function components(edges) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const marks = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];
  /** @param {string} node */
  const visit = (node) => {
    const mark = { index: marks.size, low: marks.size, open: true };
    marks.set(node, mark);
    stack.push(node);
    for (const { to } of edges.get(node) ?? []) {
      const other = marks.get(to) ?? visit(to);
      if (other.open) mark.low = Math.min(mark.low, other.low);
    }
    if (mark.low === mark.index) {
      const group = stack.splice(stack.indexOf(node));
      for (const each of group) Object.assign(marks.get(each) ?? {}, { open: false });
      if (group.length > 1 || edges.get(node)?.some(({ to }) => to === node)) found.push(group);
    }
    return mark;
  };
  for (const node of edges.keys()) if (!marks.has(node)) visit(node);
  return found;
}

/**
 * @param {Map<string, { to: string, line: number }[]>} edges @param {string} start @param {Set<string>} group
 * @returns {string[]} from the start to the start
 */
function shortestWayBack(edges, start, group) {
  /** @type {string[][]} */
  const queue = [[start]];
  const seen = new Set();
  for (const way of queue) {
    for (const { to } of edges.get(way.at(-1) ?? "") ?? []) {
      if (to === start) return [...way, start];
      if (group.has(to) && !seen.has(to)) {
        seen.add(to);
        queue.push([...way, to]);
      }
    }
  }
  return [start];
}
