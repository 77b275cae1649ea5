import { formatInstant } from "@/lib/i18n/format";

/** An instant on the clock of the reader's agency. @param at ISO */
export function Instant({ at, timeZone }: { at: string; timeZone: string }) {
  return <time dateTime={at}>{formatInstant(new Date(at), timeZone)}</time>;
}
