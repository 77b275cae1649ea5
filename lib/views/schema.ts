import { z } from "zod";
import { viewPages } from "./types";

/** Characters of a name, and of the query string that a view keeps. */
export const most = { name: 80, query: 4000, views: 200 } as const;

const id = z.number().int().positive();
const name = z
  .string()
  .trim()
  .min(1, "views.error.name-missing")
  .max(most.name, "views.error.name-long")
  .transform((text) => text.normalize("NFC"));
const query = z.string().max(most.query, "views.error.query-long");

export const newView = z.strictObject({ name, query, page: z.enum(viewPages), shared: z.boolean() });
/** What may change of a view; what is not named stays. */
export const viewChange = z.strictObject({
  id,
  name: name.optional(),
  query: query.optional(),
  shared: z.boolean().optional(),
});
export const viewId = z.strictObject({ id });
/** Null: the list opens as the product has it. */
export const defaultChoice = z.strictObject({ id: id.nullable() });
/** All of one's own, in the new order. */
export const viewOrder = z.strictObject({ ids: z.array(id).min(1).max(most.views) });
