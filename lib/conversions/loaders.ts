import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { effectOfSet, listFactors, listSets, listSubstances, listSwitches } from "./queries";
import { nextSlug } from "./rules";
import type { NewSetPage, SetPage, SetsPage } from "./types";

/** What `/reference/conversion-sets` shows. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadSetsPage(viewer: Viewer): Promise<SetsPage> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => ({
    sets: await listSets(tx),
    switches: await listSwitches(tx),
    mayMake: may(viewer, "reference.keep"),
  }));
}

/** One set with its factors, and for whoever may make it current what that would change. @throws AppError NOT_FOUND */
export async function loadSetPage(viewer: Viewer, slug: string): Promise<SetPage> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => {
    const sets = await listSets(tx);
    const set = sets.find((one) => one.slug === slug);
    if (!set) throw new AppError("NOT_FOUND");
    const current = sets.find((one) => one.current);
    const compared = current && !set.current && set.weighing.ready;
    return {
      set,
      current: current ? { slug: current.slug, name: current.name } : null,
      factors: await listFactors(tx, slug),
      substances: await listSubstances(tx),
      effect: compared ? await effectOfSet(tx, slug) : null,
      open: (await listSwitches(tx)).find((one) => one.doneAt === null) ?? null,
      mayMake: may(viewer, "reference.keep"),
      mayPropose: may(viewer, "reference.propose"),
    };
  });
}

/** What the form for a new set begins with: the factors of another one. @throws AppError NOT_FOUND, FORBIDDEN */
export async function loadNewSet(viewer: Viewer, basis: string): Promise<NewSetPage> {
  const proposes = !may(viewer, "reference.keep");
  if (proposes) assertMay(viewer, "reference.propose");
  return withViewer(viewer, async (tx) => {
    const sets = await listSets(tx);
    const from = sets.find((one) => one.slug === basis);
    if (!from) throw new AppError("NOT_FOUND");
    return {
      basis: from,
      proposes,
      slug: nextSlug(
        from.slug,
        sets.map((one) => one.slug),
      ),
      factors: await listFactors(tx, basis),
      substances: await listSubstances(tx),
    };
  });
}
