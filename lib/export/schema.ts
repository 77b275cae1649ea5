import { z } from "zod";
import { exportFormats } from "./types";

/** Cases that can be chosen by hand for one export. */
const mostChosen = 10_000;

/** Keys of an export's address beside the filter's. */
export const exportKeys = ["format", "run", "set"] as const;

/**
 * How an export is asked for: its format, an id made by whoever asks, to ask about it while it runs, and the conversion set of its weights.
 */
export const exportAsked = z.object({
  format: z.enum(exportFormats, "export.error.format"),
  run: z.uuid("export.error.run").toLowerCase().nullable(),
  set: z.string().max(60).nullable().default(null),
});

/** References of cases, one per line or with spaces or commas between them. */
export const chosenReferences = z
  .string()
  .transform((text) => [...new Set(text.split(/[\s,]+/).filter(Boolean))])
  .pipe(
    z
      .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/, "export.error.reference"))
      .min(1, "export.error.nothing")
      .max(mostChosen, "export.error.too-many"),
  );
