import type { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { weighSet } from "@/lib/conversions/jobs";
import { makeSet } from "@/lib/conversions/mutations";
import { listFactors } from "@/lib/conversions/queries";
import { newSetSchema } from "@/lib/conversions/schema";
import type { Tx } from "@/lib/db/client";
import { parseInput } from "@/lib/errors";
import { assessmentAsInput, indicatorAsInput, markerAsInput, valueAsInput } from "@/lib/indicators/inputs";
import { addIndicator, changeIndicator, removeIndicator, removeValue, saveValue } from "@/lib/indicators/mutations";
import {
  addIndicatorSchema,
  changeIndicatorSchema,
  removeIndicatorSchema,
  removeTextSchema,
  removeValueSchema,
  saveAssessmentSchema,
  saveMarkerSchema,
  saveValueSchema,
} from "@/lib/indicators/schema";
import { removeAssessment, removeMarker, saveAssessment, saveMarker } from "@/lib/indicators/texts";
import { addNil, removeCoverage, removeNil, saveCoverage } from "@/lib/reference/coverage";
import { weighSubstance } from "@/lib/reference/jobs";
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

type Described<S extends z.ZodType, R> = {
  /** of the write's input */
  schema: S;
  /** the write itself, which asks for its permission on its first line */
  write: (tx: Tx, viewer: Viewer, input: z.output<S>) => Promise<R>;
  /** what the write starts once it is committed */
  after?: (result: R) => Promise<void>;
  /** slug of what it is about */
  subject: (input: z.output<S>) => string;
  /** absent: it makes something new */
  standing?: (tx: Tx, input: z.output<S>) => Promise<Standing>;
  /** the input, or what stands there, as fields that are read; absent: as they are */
  shown?: (tx: Tx, fields: Record<string, unknown>) => Promise<Record<string, unknown>>;
};

/** A kind of proposal, over whatever input its write takes. @throws AppError INVALID for a payload that the write would refuse to read */
export type Kind = {
  check: (payload: unknown) => { subject: string };
  /** @returns what is to be done once the write is committed */
  apply: (tx: Tx, viewer: Viewer, payload: unknown) => Promise<() => Promise<void>>;
  /** undefined: it makes something new; null: what it changes is gone */
  standing: (tx: Tx, payload: unknown) => Promise<Standing | undefined>;
  shown: (tx: Tx, fields: Record<string, unknown>) => Promise<Record<string, unknown>>;
};

function kind<S extends z.ZodType, R>({ schema, write, after, subject, standing, shown }: Described<S, R>): Kind {
  return {
    check: (payload) => ({ subject: subject(parseInput(schema, payload)) }),
    apply: async (tx, viewer, payload) => {
      const result = await write(tx, viewer, parseInput(schema, payload));
      return async () => after?.(result);
    },
    standing: async (tx, payload) => standing?.(tx, parseInput(schema, payload)),
    shown: shown ?? (async (_, fields) => fields),
  };
}

const slugOf = ({ slug }: { slug: string }) => slug;
const pointOf = ({ point }: { point: string }) => point;
const idOf = ({ id }: { id: number }) => String(id);
const indicatorOf = ({ indicator }: { indicator: string }) => indicator;
const dateOf = ({ date }: { date: string }) => date;
const pointNow = (tx: Tx, { slug }: { slug: string }) => pointAsInput(tx, slug);
const substanceNow = (tx: Tx, { slug }: { slug: string }) => substanceAsInput(tx, slug);
const indicatorNow = (tx: Tx, { slug }: { slug: string }) => indicatorAsInput(tx, slug);

/** A source by its title, where the viewer sees it. */
async function withSource(tx: Tx, fields: Record<string, unknown>): Promise<Record<string, unknown>> {
  const id = fields.source;
  if (typeof id !== "number") return fields;
  const source = await tx.source.findUnique({ where: { id }, select: { title: true } });
  return { ...fields, source: source?.title ?? id };
}

const factorList = newSetSchema.shape.factors;

/** Each factor of a set as a field of its own, so that those that differ are seen. */
async function factorByFactor(_: Tx, { factors, ...rest }: Record<string, unknown>): Promise<Record<string, unknown>> {
  const read = factorList.safeParse(factors);
  const each = (read.success ? read.data : []).map((one) => [
    [one.substance ?? one.family, one.form, one.unit].filter((part) => part !== null).join(" · "),
    `${one.gramsLow} – ${one.grams} – ${one.gramsHigh} g (${one.source})`,
  ]);
  return { ...rest, ...Object.fromEntries(each) };
}

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
    after: () => weighSubstance.recover(),
    subject: slugOf,
    standing: substanceNow,
  }),
  "substance.remove": kind({ schema: removeSchema, write: removeSubstance, subject: slugOf, standing: substanceNow }),
  // Accepted, it starts what making a set starts: the register is weighed under it.
  "conversion.make": kind({
    schema: newSetSchema,
    write: makeSet,
    after: ({ id }) => weighSet.enqueue({ set: id }),
    subject: slugOf,
    standing: async (tx, { basis }) => {
      const factors = await listFactors(tx, basis);
      return factors.length === 0 ? null : { factors };
    },
    shown: factorByFactor,
  }),
  "indicator.add": kind({ schema: addIndicatorSchema, write: addIndicator, subject: slugOf, shown: withSource }),
  "indicator.change": kind({
    schema: changeIndicatorSchema,
    write: changeIndicator,
    subject: slugOf,
    standing: indicatorNow,
    shown: withSource,
  }),
  "indicator.remove": kind({
    schema: removeIndicatorSchema,
    write: removeIndicator,
    subject: slugOf,
    standing: indicatorNow,
    shown: withSource,
  }),
  "value.save": kind({
    schema: saveValueSchema,
    write: saveValue,
    subject: indicatorOf,
    standing: async (tx, { id }) => (id === null ? {} : valueAsInput(tx, id)),
    shown: withSource,
  }),
  "value.remove": kind({
    schema: removeValueSchema,
    write: removeValue,
    subject: indicatorOf,
    standing: (tx, { id }) => valueAsInput(tx, id),
    shown: withSource,
  }),
  "marker.save": kind({
    schema: saveMarkerSchema,
    write: saveMarker,
    subject: dateOf,
    standing: async (tx, { id }) => (id === null ? {} : markerAsInput(tx, id)),
    shown: withSource,
  }),
  "marker.remove": kind({
    schema: removeTextSchema,
    write: removeMarker,
    subject: idOf,
    standing: (tx, { id }) => markerAsInput(tx, id),
    shown: withSource,
  }),
  "assessment.save": kind({
    schema: saveAssessmentSchema,
    write: saveAssessment,
    subject: dateOf,
    standing: async (tx, { id }) => (id === null ? {} : assessmentAsInput(tx, id)),
    shown: withSource,
  }),
  "assessment.remove": kind({
    schema: removeTextSchema,
    write: removeAssessment,
    subject: idOf,
    standing: (tx, { id }) => assessmentAsInput(tx, id),
    shown: withSource,
  }),
};
