import { Prisma } from "./generated/client";

/**
 * What seizure lines weigh together, as the columns `low`, `central` and `high` over `y`, rows of line_mass under one conversion set: grams
 * as exact decimal text, null where no line has a weight. Of the lines that have one: `central` adds up what they weigh; a line without a
 * lower bound adds nothing to `low`; a line without an upper bound takes it from the sum. The one rule for lists, case files and trends.
 * refresh_read_model holds a copy in whole milligrams, for sorting and filtering; a test compares the two.
 */
export const massSums = Prisma.sql`
  trim_scale(sum(coalesce(y.grams_low, 0)) FILTER (WHERE y.grams IS NOT NULL))::text AS low,
  trim_scale(sum(y.grams))::text AS central,
  CASE WHEN bool_or(y.grams IS NOT NULL AND y.grams_high IS NULL) THEN NULL ELSE trim_scale(sum(y.grams_high))::text END AS high`;

/** The lines' masses under the current conversion set, as `y`. */
export const currentMasses = Prisma.sql`line_mass y JOIN conversion_set t ON t.id = y.set_id AND t.is_current`;
