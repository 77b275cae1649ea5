import { z } from "zod";
import { reliabilityCodes } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, "errors.field")
    .transform((text) => text || null);

const fields = {
  title: z.string().trim().min(1, "sources.error.title").max(500, "errors.field"),
  author: optional(300),
  publisher: optional(300),
  /** BCP 47, as its publisher writes it */
  language: optional(35).refine(
    (code) => code === null || /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code),
    "sources.error.language",
  ),
  published: optional(60).refine((text) => text === null || parseDate(text).ok, "sources.error.published"),
  pages: optional(60),
  url: optional(1000).refine((text) => text === null || /^https?:\/\/\S+$/i.test(text), "sources.error.url"),
  reliability: z.enum(reliabilityCodes, "sources.error.reliability"),
  shared: z.boolean(),
};

export const newSourceSchema = z.object(fields);
export type SourceInput = z.output<typeof newSourceSchema>;

const reason = z.string().trim().min(1, "sources.error.reason").max(2000, "errors.field");
const id = z.number().int().positive();

export const editSourceSchema = z.object({ id, ...fields, reason });
export type SourceEdit = z.output<typeof editSourceSchema>;

export const mergeSchema = z.object({
  id,
  into: z.number("sources.error.into").int().positive("sources.error.into"),
  reason,
});
export type Merge = z.output<typeof mergeSchema>;

export const unmergeSchema = z.object({ id, reason });
export type Unmerge = z.output<typeof unmergeSchema>;

export const clashSchema = z.object({ id, into: id });
