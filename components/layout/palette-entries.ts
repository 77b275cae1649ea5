import { adminHref, auditHref, casesHref, destinations, listsOf, logHref, reportsHref } from "./destinations";
import type { NavViewer } from "./nav-links";
import type { PaletteAct, PaletteHit } from "./types";

/** What may be done from anywhere, each at the page that does it, with the verb of the matrix that opens it. */
export const paletteActs = [
  { key: "source", href: "/sources/new", verb: "source.add" },
  { key: "point", href: "/reference/points/new", verb: "reference.keep" },
  { key: "substance", href: "/reference/substances/new", verb: "reference.keep" },
  { key: "conversionSet", href: "/reference/conversion-sets/new", verb: "reference.keep" },
  { key: "account", href: "/admin/accounts/new", verb: "accounts.manage" },
] as const;

export type Entry = {
  group: "page" | "act" | "text" | PaletteHit["group"];
  key: string;
  label: string;
  detail: string;
  /** null: the sheet of shortcuts */
  href: string | null;
  keys?: readonly string[];
};
type Words = {
  /** of a page, by its key below `nav` */
  page: (key: PageWord) => string;
  act: (key: PaletteAct) => string;
};
type PageWord =
  | (typeof destinations)[number]["key"]
  | `list.${ReturnType<typeof listsOf>[number]["key"]}`
  | "reports"
  | "review"
  | "audit"
  | "admin"
  | "account"
  | "search"
  | "log"
  | "sheet.title";

/** The pages that the viewer's role has. */
export function pageEntries(viewer: NavViewer, words: Words): Entry[] {
  const { mayLog, review, readsCases, readsLog, managesAccounts } = viewer;
  const page = (key: string, href: string, word: PageWord, keys?: readonly string[]): Entry => ({
    group: "page",
    key,
    label: words.page(word),
    detail: "",
    href,
    ...(keys ? { keys } : {}),
  });
  const keysOf: Record<string, readonly string[]> = { cases: ["g", "c"], trends: ["g", "t"] };
  return [
    ...(readsCases ? destinations.map(({ key, href }) => page(key, href, key, keysOf[key])) : []),
    ...(mayLog ? [page("reports", reportsHref, "reports", ["g", "r"])] : []),
    ...(review ? [page("review", review.href, "review", ["g", "v"])] : []),
    ...(readsCases ? listsOf(viewer).map(({ key, href }) => page(key, href, `list.${key}`)) : []),
    ...(readsLog ? [page("audit", auditHref, "audit")] : []),
    ...(managesAccounts ? [page("admin", adminHref, "admin")] : []),
    page("account", "/account", "account"),
  ];
}

/** What the viewer may do. */
export function actEntries(viewer: NavViewer, acts: readonly PaletteAct[], words: Words): Entry[] {
  const act = (key: string, label: string, href: string | null, keys?: readonly string[]): Entry => ({
    group: "act",
    key,
    label,
    detail: "",
    href,
    ...(keys ? { keys } : {}),
  });
  return [
    ...(viewer.mayLog ? [act("log", words.page("log"), logHref, ["n"])] : []),
    ...paletteActs.filter(({ key }) => acts.includes(key)).map(({ key, href }) => act(key, words.act(key), href)),
    act("sheet", words.page("sheet.title"), null, ["?"]),
  ];
}

/** What was typed, as a text to search the cases for. */
export const textEntry = (text: string, words: Words): Entry => ({
  group: "text",
  key: "search",
  label: words.page("search"),
  detail: text,
  href: `${casesHref}?${new URLSearchParams({ q: text })}`,
});
