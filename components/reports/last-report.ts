import type { ReportValues } from "@/lib/reports/form";
import { freshReport } from "@/lib/reports/form";
import type { ReportForm } from "@/lib/reports/types";
import { sourceText } from "./source-text";

/** What a new report takes over from one's last: RED is not, because it asks for people each time. */
function takenOver(last: ReportForm["last"]): Partial<ReportValues> {
  if (!last) return {};
  const { source, handling, attribution } = last;
  return {
    source: {
      ...freshReport().source,
      found: { id: String(source.id), text: sourceText(source) },
      reliability: source.reliability,
    },
    ...(handling === "red" ? {} : { handling }),
    ...(attribution ? { attribution } : {}),
  };
}

/** The form of a new report: empty but for what is as in one's last. */
export function startLike(last: ReportForm["last"]): ReportValues {
  return { ...freshReport(), ...takenOver(last) };
}

/** Which values of the form stand as in the last report and not as in an empty one: what the page calls a default. */
export function defaultsIn(values: ReportValues, last: ReportForm["last"]): ("source" | "handling" | "attribution")[] {
  const taken = takenOver(last);
  const fresh = freshReport();
  const same = (field: "handling" | "attribution") =>
    taken[field] !== undefined && values[field] === taken[field] && taken[field] !== fresh[field];
  const source = taken.source && values.source.mode === "found" && values.source.found.id === taken.source.found.id;
  return [
    ...(source ? (["source"] as const) : []),
    ...(same("handling") ? (["handling"] as const) : []),
    ...(same("attribution") ? (["attribution"] as const) : []),
  ];
}
