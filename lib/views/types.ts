/** The pages that a view can be of. */
export const viewPages = ["cases", "trends"] as const;
export type ViewPage = (typeof viewPages)[number];

/** A saved view as somebody sees it. `query` is a query string: the filter, and how its page shows it. */
export type SavedView = {
  id: number;
  name: string;
  query: string;
  page: ViewPage;
  /** read in the owner's agency */
  shared: boolean;
  /** the viewer's own: theirs to change */
  own: boolean;
  /** name of whose it is */
  owner: string;
  /** the viewer's list opens with it */
  isDefault: boolean;
};
