import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Locale } from "@/lib/codes";
import { withViewer } from "@/lib/db/with-viewer";
import { findTerms, foldTerm, termIndex } from "@/lib/i18n/match";
import { nameIn } from "@/lib/i18n/names";
import { listViews } from "@/lib/views/queries";
import { viewHref } from "@/lib/views/rules";
import type { FoundCase, NamedEntry } from "./queries";
import { findCases, listNamed } from "./queries";
import type { PaletteHit } from "./types";

const most = { case: 6, point: 4, substance: 4, view: 6 };
/** One character finds half the register. */
const leastOfSearch = 2;

/**
 * What of the register a text may mean, from one snapshot: saved views by name, cases by reference or text, points and substances by any of
 * their names. Without a text the saved views alone. What the viewer may not see is not found; names of people are not looked through.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadPalette(viewer: Viewer, text: string, locale: Locale): Promise<PaletteHit[]> {
  assertMay(viewer, "case.read");
  const asked = text.replaceAll("\u0000", "").trim().slice(0, 200);
  const typed = foldTerm(asked);
  return withViewer(viewer, async (tx) => {
    const views = findTerms(
      termIndex(await listViews(tx), ({ name }) => [name]),
      asked,
      most.view,
    ).map(
      (view): PaletteHit => ({
        group: "view",
        key: String(view.id),
        label: view.name,
        detail: view.own ? "" : view.owner,
        href: viewHref(view),
      }),
    );
    if (typed === "") return views;
    const lists: PaletteHit[] = [];
    for (const list of ["point", "substance"] as const)
      lists.push(...namedHits(list, await listNamed(tx, list), asked, locale));
    if ([...asked].length < leastOfSearch) return [...views, ...lists];
    const cases = (await findCases(tx, asked, most.case)).map((found) => caseHit(found, locale));
    return [...views, ...cases, ...lists];
  });
}

const detailOf = (parts: readonly (string | null)[]) =>
  parts.filter((part) => part !== null && part !== "").join(" · ");

function caseHit({ reference, edtf, place, nameEn, nameZh, nameKo }: FoundCase, locale: Locale): PaletteHit {
  const point = nameEn && nameZh && nameKo ? nameIn({ nameEn, nameZh, nameKo }, locale) : null;
  return {
    group: "case",
    key: reference,
    label: reference,
    detail: detailOf([edtf, point, place]),
    href: `/cases/${encodeURIComponent(reference)}`,
  };
}

function namedHits(
  list: "point" | "substance",
  entries: readonly NamedEntry[],
  text: string,
  locale: Locale,
): PaletteHit[] {
  const termsOf = ({ slug, nameEn, nameZh, nameKo, others }: NamedEntry) => [nameEn, nameZh, nameKo, slug, ...others];
  return findTerms(termIndex(entries, termsOf), text, most[list]).map((entry) => {
    const label = nameIn(entry, locale);
    // Found under another name: that one is told, so that nobody wonders why.
    const other = foldTerm(label).includes(foldTerm(text))
      ? undefined
      : findTerms(
          termIndex(termsOf(entry), (term) => [term]),
          text,
          1,
        )[0];
    return {
      group: list,
      key: entry.slug,
      label,
      detail: other ?? "",
      href: `/cases?${new URLSearchParams({ [list]: entry.slug })}`,
    };
  });
}
