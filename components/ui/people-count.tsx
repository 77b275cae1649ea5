import { useLocale } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { NotStated } from "./not-stated";

/** A number of people as the source gives it: `4`, `≥ 6`, `0` (it says nobody), *not stated*. */
export function PeopleCount({
  kind,
  count,
}: {
  kind: "exact" | "about" | "at-least" | "unknown";
  count: number | null;
}) {
  const locale = useLocale();
  if (kind === "unknown" || count === null) return <NotStated />;
  const number = formatNumber(count, locale);
  const sign = { exact: "", about: "~\u2009", "at-least": "≥\u2009" }[kind];
  return <span style={{ whiteSpace: "nowrap" }}>{sign + number}</span>;
}
