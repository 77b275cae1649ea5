import type { Handling } from "@/lib/codes";
import type { ExportCase, ExportFormat, ExportLine, ExportSummary } from "./types";

/** A cell: text that is somebody's words, a code or a number as exact digits, or nothing. */
export type Cell = { words: string } | { digits: string } | string | number | boolean | null;
type Column<T> = readonly [code: string, cell: (of: T) => Cell];

const words = (text: string | null): Cell => (text === null ? null : { words: text });
const digits = (text: string | null | undefined): Cell => (text == null ? null : { digits: text });

/** What is said of a case as a whole. The codes are permanent: columns are added, never renamed. */
export const caseColumns: readonly Column<ExportCase>[] = [
  ["reference", (it) => it.reference],
  ["status", (it) => it.status],
  ["verified_at_source", (it) => it.verifiedAtSource],
  ["documented", (it) => it.documented],
  ["handling", (it) => it.handling],
  ["owner_agency", (it) => it.ownerAgency],
  ["operation", (it) => words(it.operation)],
  ["date", (it) => it.date?.edtf ?? null],
  ["date_from", (it) => it.date?.from ?? null],
  ["date_to", (it) => it.date?.to ?? null],
  ["month", (it) => it.month],
  ["transit_point", (it) => it.transitPoint?.code ?? null],
  ["transit_point_name", (it) => words(it.transitPoint?.name ?? null)],
  ["attribution", (it) => it.attribution],
  ["place", (it) => words(it.place)],
  ["seizing_agency", (it) => words(it.seizingAgency)],
  ["transport_mode", (it) => it.transportMode],
  ["concealment", (it) => words(it.concealment)],
  ["arrests_kind", (it) => it.arrests.kind],
  ["arrests", (it) => it.arrests.count],
  ["arrests_words", (it) => words(it.arrests.words)],
  ["reliability", (it) => it.reliability],
  ["credibility", (it) => it.credibility],
  ["source", (it) => words(it.source)],
  ["external_reference", (it) => words(it.externalReference)],
  ["note", (it) => words(it.note)],
  ["case_grams_low", (it) => digits(it.grams?.low)],
  ["case_grams", (it) => digits(it.grams?.central)],
  ["case_grams_high", (it) => digits(it.grams?.high)],
];

/** What is said of one seizure line. */
export const lineColumns: readonly Column<ExportLine>[] = [
  ["line", (it) => it.line],
  ["substance_as_reported", (it) => words(it.asReported)],
  ["substance", (it) => it.substance.code],
  ["substance_name", (it) => words(it.substance.name)],
  ["form", (it) => it.form],
  ["quantity", (it) => digits(it.quantity)],
  ["unit", (it) => it.unit],
  ["unit_as_reported", (it) => words(it.unitAsReported)],
  ["qualifier", (it) => it.qualifier],
  ["purity", (it) => digits(it.purity)],
  ["purity_basis", (it) => it.purityBasis],
  ["grams_low", (it) => digits(it.grams?.low)],
  ["grams", (it) => digits(it.grams?.central)],
  ["grams_high", (it) => digits(it.grams?.high)],
  ["grams_basis", (it) => it.grams?.basis ?? null],
];

const traffic: Record<Handling, string> = {
  clear: "TLP-CLEAR",
  green: "TLP-GREEN",
  amber: "TLP-AMBER",
  "amber-strict": "TLP-AMBER-STRICT",
  red: "TLP-RED",
};

/** `weir-cases-2026-11-27-TLP-AMBER.csv`: what it is, of which day (UTC), and how strictly its strictest case is to be handled; of an invented register `weir-synthetic-cases-…`. */
export function fileNameOf(format: ExportFormat, { asOf, handling, synthetic }: ExportSummary): string {
  const mark = handling === null ? "" : `-${traffic[handling]}`;
  return `weir-${synthetic ? "synthetic-" : ""}cases-${asOf.toISOString().slice(0, 10)}${mark}.${format}`;
}

/** `TLP:AMBER+STRICT`, as TLP 2.0 writes it. */
export function handlingMark(handling: Handling | null): string {
  return handling === null ? "" : `TLP:${handling.toUpperCase().replace("-", "+")}`;
}
