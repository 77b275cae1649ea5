import type { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { parseInput } from "@/lib/errors";
import { addNil, removeCoverage, removeNil, saveCoverage } from "@/lib/reference/coverage";
import { addPoint, changePoint, removePoint } from "@/lib/reference/points";
import { nilAsInput, periodAsInput, pointAsInput, substanceAsInput } from "@/lib/reference/queries";
import {
  addNilSchema,
  addPointSchema,
  addSubstanceSchema,
  changePointSchema,
  changeSubstanceSchema,
  removeCoverageSchema,
  removeNilSchema,
  removeSchema,
  saveCoverageSchema,
} from "@/lib/reference/schema";
import { addSubstance, changeSubstance, removeSubstance } from "@/lib/reference/substances";
import type { ProposalKind } from "./types";

/** What stands in the register now, in the fields of the write's input; with `version` where the row counts its changes. */
type Standing = Record<string, unknown> | null;

type Described<S extends z.ZodType> = {
  /** of the write's input */
  schema: S;
  /** the write itself, which asks for its permission on its first line */
  write: (tx: Tx, viewer: Viewer, input: z.output<S>) => Promise<void>;
  /** slug of what it is about */
  subject: (input: z.output<S>) => string;
  /** absent: it makes something new */
  standing?: (tx: Tx, input: z.output<S>) => Promise<Standing>;
};

/** A kind of proposal, over whatever input its write takes. @throws AppError INVALID for a payload that the write would refuse to read */
export type Kind = {
  check: (payload: unknown) => { subject: string };
  apply: (tx: Tx, viewer: Viewer, payload: unknown) => Promise<void>;
  /** undefined: it makes something new; null: what it changes is gone */
  standing: (tx: Tx, payload: unknown) => Promise<Standing | undefined>;
};

function kind<S extends z.ZodType>({ schema, write, subject, standing }: Described<S>): Kind {
  return {
    check: (payload) => ({ subject: subject(parseInput(schema, payload)) }),
    apply: (tx, viewer, payload) => write(tx, viewer, parseInput(schema, payload)),
    standing: async (tx, payload) => standing?.(tx, parseInput(schema, payload)),
  };
}

const slugOf = ({ slug }: { slug: string }) => slug;
const pointOf = ({ point }: { point: string }) => point;
const pointNow = (tx: Tx, { slug }: { slug: string }) => pointAsInput(tx, slug);
const substanceNow = (tx: Tx, { slug }: { slug: string }) => substanceAsInput(tx, slug);

/** Every kind of proposal. A further list joins with its write, that write's schema, and how to read what stands there now. */
export const kinds: Record<ProposalKind, Kind> = {
  "point.add": kind({ schema: addPointSchema, write: addPoint, subject: slugOf }),
  "point.change": kind({ schema: changePointSchema, write: changePoint, subject: slugOf, standing: pointNow }),
  "point.remove": kind({ schema: removeSchema, write: removePoint, subject: slugOf, standing: pointNow }),
  "coverage.save": kind({
    schema: saveCoverageSchema,
    write: saveCoverage,
    subject: pointOf,
    standing: async (tx, { id }) => (id === null ? {} : periodAsInput(tx, id)),
  }),
  "coverage.remove": kind({
    schema: removeCoverageSchema,
    write: removeCoverage,
    subject: pointOf,
    standing: (tx, { id }) => periodAsInput(tx, id),
  }),
  "nil.add": kind({ schema: addNilSchema, write: addNil, subject: pointOf }),
  "nil.remove": kind({ schema: removeNilSchema, write: removeNil, subject: pointOf, standing: nilAsInput }),
  "substance.add": kind({ schema: addSubstanceSchema, write: addSubstance, subject: slugOf }),
  "substance.change": kind({
    schema: changeSubstanceSchema,
    write: changeSubstance,
    subject: slugOf,
    standing: substanceNow,
  }),
  "substance.remove": kind({ schema: removeSchema, write: removeSubstance, subject: slugOf, standing: substanceNow }),
};
