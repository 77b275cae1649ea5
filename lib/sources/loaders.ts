import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import type { SearchParams } from "@/lib/filter/codec";
import { casesFollowing, casesOfSource, listSources, mergeCandidates, pageSize, readSource } from "./queries";
import { mayEdit, mayGrade, readSources } from "./rules";
import type { SourcePage, SourcesPage } from "./types";

/** What `/sources` shows for an address. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadSourcesPage(viewer: Viewer, params: SearchParams): Promise<SourcesPage> {
  assertMay(viewer, "case.read");
  const { filter, page: asked, problems } = readSources(params);
  return withViewer(viewer, async (tx) => {
    const listed = await listSources(tx, filter, asked);
    const pages = Math.max(1, Math.ceil(listed.total / pageSize));
    const page = Math.min(asked, pages);
    // A page past the end: the list has become shorter since the link was made.
    const { rows, total } = page === asked ? listed : await listSources(tx, filter, page);
    return { filter, problems, rows, total, page, pages, mayAdd: may(viewer, "source.add") };
  });
}

/** One source, the cases that rest on it, and what the viewer may do about it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function loadSourcePage(viewer: Viewer, asked: string): Promise<SourcePage> {
  assertMay(viewer, "case.read");
  if (!/^[1-9]\d{0,8}$/.test(asked)) throw new AppError("NOT_FOUND");
  return withViewer(viewer, async (tx) => {
    const source = await readSource(tx, Number(asked));
    if (!source) throw new AppError("NOT_FOUND");
    const grade = mayGrade(viewer, source);
    const merge = grade && source.mergedInto === null;
    return {
      source,
      cases: await casesOfSource(tx, source.id),
      may: { edit: mayEdit(viewer, source) && source.mergedInto === null, grade, merge },
      candidates: merge ? await mergeCandidates(tx, source, viewer.agencyId) : [],
      following: await casesFollowing(tx),
    };
  });
}

/** Who may open the form for a new source, and whether it may go on everybody's list. @throws AppError FORBIDDEN */
export async function loadNewSource(viewer: Viewer): Promise<{ mayShare: boolean }> {
  assertMay(viewer, "source.add");
  return { mayShare: may(viewer, "source.grade") };
}
