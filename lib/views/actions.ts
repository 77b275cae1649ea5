"use server";

import { refresh } from "next/cache";
import { viewerAction } from "@/lib/auth/action";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { changeView, chooseDefault, deleteView, orderViews, saveView } from "./mutations";
import { defaultChoice, newView, viewChange, viewId, viewOrder } from "./schema";

/** Keeps an address under a name; says the new view's id. */
export const saveViewAs = viewerAction(newView, (viewer, input) =>
  withViewerWrite(viewer, (tx) => saveView(tx, viewer, input)),
);

/** Renames a view, gives it another filter, shares it or takes it back. */
export const changeOwnView = viewerAction(viewChange, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => changeView(tx, viewer, input));
});

/** Puts one's own views in an order. */
export const orderOwnViews = viewerAction(viewOrder, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => orderViews(tx, viewer, input));
});

/** Removes one's own view, for everybody it was shared with too. */
export const deleteOwnView = viewerAction(viewId, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => deleteView(tx, viewer, input));
});

/** Which view the list opens with. */
export const chooseDefaultView = viewerAction(defaultChoice, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => chooseDefault(tx, viewer, input));
});
