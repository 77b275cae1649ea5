import type { NavViewer } from "./nav-links";

/** A shortcut: its keys, one after the other (`g c`) or together (`Ctrl+K`), and the key of its words below `nav`. */
export type Shortcut = {
  keys: readonly string[];
  together?: true;
  label: "search" | "log" | "cases" | "trends" | "reports" | "review" | "palette.title" | "sheet.title";
};

/** The single keys that the viewer's role has, in the order in which they are told. */
export function singleKeys({
  mayLog,
  readsCases,
  review,
}: Pick<NavViewer, "mayLog" | "readsCases" | "review">): Shortcut[] {
  return [
    ...(readsCases ? [{ keys: ["/"], label: "search" } as const] : []),
    ...(mayLog ? [{ keys: ["n"], label: "log" } as const] : []),
    ...(readsCases
      ? [{ keys: ["g", "c"], label: "cases" } as const, { keys: ["g", "t"], label: "trends" } as const]
      : []),
    ...(mayLog ? [{ keys: ["g", "r"], label: "reports" } as const] : []),
    ...(review ? [{ keys: ["g", "v"], label: "review" } as const] : []),
    { keys: ["?"], label: "sheet.title" },
  ];
}

/** Works while something is typed too: no text needs it. */
export const paletteKeys: Shortcut = { keys: ["Ctrl", "K"], together: true, label: "palette.title" };
