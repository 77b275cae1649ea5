import { handlingMark } from "./rules";
import type { ExportCase, ExportSummary } from "./types";

/** A case as one line of JSON. Decimals are strings: a JSON number would round them. */
export function jsonLine(it: ExportCase, { handling, synthetic }: ExportSummary): string {
  return `${JSON.stringify({ ...it, fileHandling: handlingMark(handling), synthetic })}\n`;
}
