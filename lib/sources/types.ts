import type { Reliability } from "@/lib/codes";
import type { Problem } from "@/lib/filter/fields";

/** What narrows the list of sources. `merged`: those that went into another one are listed too. */
export type SourceFilter = { q: string | null; reliability: Reliability | null; merged: boolean };

/** `more`: there are more reports than were counted. Reports that the viewer may see. */
export type ReportCount = { count: number; more: boolean };

export type SourceRow = {
  id: number;
  title: string;
  author: string | null;
  publisher: string | null;
  published: string | null;
  reliability: Reliability;
  /** on everybody's list */
  shared: boolean;
  ownerAgency: string;
  mergedInto: { id: number; title: string } | null;
  reports: ReportCount;
};

export type SourcesPage = {
  filter: SourceFilter;
  problems: Problem[];
  rows: SourceRow[];
  total: number;
  /** from 1 */
  page: number;
  pages: number;
  mayAdd: boolean;
};

export type SourceDetails = SourceRow & {
  language: string | null;
  pages: string | null;
  url: string | null;
  citedIn: { id: number; title: string } | null;
  mergedAt: Date | null;
  mergedBy: string | null;
  ownerAgencyId: number;
  /** sources that went into this one */
  merged: { id: number; title: string }[];
};

/** Cases that rest on it and that the viewer sees, the newest first: up to twenty. */
export type SourceCase = { reference: string; edtf: string | null };

export type SourcePage = {
  source: SourceDetails;
  cases: SourceCase[];
  /** what this viewer may do about it */
  may: { edit: boolean; grade: boolean; merge: boolean };
  /** others that it may be merged into: the likeliest first */
  candidates: { id: number; title: string; publisher: string | null; published: string | null }[];
  /** of the whole register: cases whose grade in lists and filters is still to follow */
  following: number;
};

/** A report of each of two sources under one external reference. A case is null where the viewer does not see it. */
export type Clash = { reference: string; cases: [string | null, string | null] };
/** What a merge would do, or what stands in its way. `hidden`: clashes of reports that the viewer does not see. */
export type MergeEffect = { clashes: Clash[]; hidden: number };
