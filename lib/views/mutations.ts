import type { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { AppError, invalid } from "@/lib/errors";
import { viewQuery } from "./rules";
import type { defaultChoice, newView, viewChange, viewOrder } from "./schema";
import { most } from "./schema";
import type { ViewPage } from "./types";

/** What is done to a view is logged by its number: its name and what it searches for are somebody's own words. */
const act = (tx: Tx, action: string, id: number, details = {}) =>
  appendAction(tx, { action: `view.${action}`, subjectType: "view", subjectId: String(id), details });

async function assertNameFree(tx: Tx, viewer: Viewer, name: string, but: number | null): Promise<void> {
  const taken = await tx.savedView.findFirst({
    where: { userId: viewer.userId, name, ...(but === null ? {} : { id: { not: but } }) },
    select: { id: true },
  });
  if (taken) throw invalid("name", "views.error.name-taken");
}

/** The viewer's own view. @returns its page @throws AppError NOT_FOUND for one that is another's, whether they see it or not */
async function lockOwn(tx: Tx, viewer: Viewer, id: number): Promise<ViewPage> {
  const [view] = await tx.$queryRaw<{ page: ViewPage }[]>`
    SELECT page FROM saved_view WHERE id = ${id} AND user_id = ${viewer.userId} FOR UPDATE`;
  if (!view) throw new AppError("NOT_FOUND");
  return view.page;
}

/**
 * Keeps what an address asks for under a name. What passes (page, open case) is left out, and so is what nobody understands.
 * @returns its id @throws AppError INVALID where the name is taken, or there are too many
 */
export async function saveView(tx: Tx, viewer: Viewer, input: z.output<typeof newView>): Promise<number> {
  assertMay(viewer, "view.keep");
  await assertNameFree(tx, viewer, input.name, null);
  const mine = await tx.savedView.aggregate({
    where: { userId: viewer.userId },
    _count: true,
    _max: { position: true },
  });
  if (mine._count >= most.views) throw invalid("name", "views.error.too-many");
  const [{ id = 0 } = {}] = await tx.$queryRaw<{ id: number }[]>`SELECT nextval('saved_view_id_seq')::int AS id`;
  await act(tx, "save", id, { shared: input.shared });
  await tx.savedView.create({
    data: {
      id,
      userId: viewer.userId,
      agencyId: input.shared ? viewer.agencyId : null,
      name: input.name,
      page: input.page,
      query: viewQuery(input.page, new URLSearchParams(input.query)),
      position: (mine._max.position ?? 0) + 1,
    },
  });
  return id;
}

/** Renames a view, gives it another filter, shares it in the agency or takes it back. @throws AppError NOT_FOUND, INVALID where the name is taken */
export async function changeView(tx: Tx, viewer: Viewer, input: z.output<typeof viewChange>): Promise<void> {
  assertMay(viewer, "view.keep");
  const { id, name, query, shared } = input;
  const page = await lockOwn(tx, viewer, id);
  if (name !== undefined) await assertNameFree(tx, viewer, name, id);
  await act(tx, "change", id, shared === undefined ? {} : { shared });
  await tx.savedView.update({
    where: { id },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(query === undefined ? {} : { query: viewQuery(page, new URLSearchParams(query)) }),
      ...(shared === undefined ? {} : { agencyId: shared ? viewer.agencyId : null }),
    },
  });
}

/** Puts the viewer's own views in an order. Those not named follow as they were. */
export async function orderViews(tx: Tx, viewer: Viewer, { ids }: z.output<typeof viewOrder>): Promise<void> {
  assertMay(viewer, "view.keep");
  await act(tx, "order", ids[0] ?? 0);
  await tx.$executeRaw`
    UPDATE saved_view v SET position = x.place::int FROM (
      SELECT s.id, row_number() OVER (ORDER BY array_position(${ids}::int[], s.id) NULLS LAST, s.position, s.id) AS place
      FROM saved_view s WHERE s.user_id = ${viewer.userId}) x
    WHERE v.id = x.id AND v.user_id = ${viewer.userId} AND v.position <> x.place`;
}

/** @throws AppError NOT_FOUND */
export async function deleteView(tx: Tx, viewer: Viewer, { id }: { id: number }): Promise<void> {
  assertMay(viewer, "view.keep");
  await lockOwn(tx, viewer, id);
  await act(tx, "delete", id);
  await tx.savedView.delete({ where: { id } });
}

/** Which view the viewer's list opens with: their own, or one that a colleague shares. @throws AppError NOT_FOUND for one they do not see, or that is no list */
export async function chooseDefault(tx: Tx, viewer: Viewer, { id }: z.output<typeof defaultChoice>): Promise<void> {
  assertMay(viewer, "view.keep");
  if (id !== null && (await tx.savedView.count({ where: { id, page: "cases" } })) === 0)
    throw new AppError("NOT_FOUND");
  await act(tx, "default", id ?? 0);
  await tx.defaultView.deleteMany({ where: { userId: viewer.userId } });
  if (id !== null) await tx.defaultView.create({ data: { userId: viewer.userId, viewId: id } });
}
