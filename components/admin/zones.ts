import type { Locale } from "@/lib/codes";

/** A time zone as it is offered: its IANA name, how far it is from UTC now, and what it is called in the reader's language. */
export type Zone = { id: string; offset: string; name: string };

const most = 30;

/** Every zone that the runtime knows, and UTC. */
const all = () => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

function part(id: string, locale: string, timeZoneName: "longOffset" | "longGeneric"): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: id, timeZoneName }).formatToParts(new Date());
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}
const offsetOf = (id: string) => part(id, "en", "longOffset").replace("GMT", "UTC");
const nameOf = (id: string, locale: Locale) => part(id, locale, "longGeneric");

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll("_", " ").trim();

/** Asking the runtime for four hundred names takes a while: each language's, once, and only when somebody types such a name. */
const kept = new Map<Locale, Map<string, string>>();
function namesIn(locale: Locale): Map<string, string> {
  const names = kept.get(locale) ?? new Map(all().map((id) => [id, plain(nameOf(id, locale))]));
  kept.set(locale, names);
  return names;
}

/** The zones that a typed text may mean: by city, by region, by its name in the reader's language, by its offset. At most 30. */
export function findZones(typed: string, locale: Locale): Zone[] {
  const words = plain(typed);
  const rank = (id: string): number => {
    const city = plain(id.split("/").at(-1) ?? id);
    if (city.startsWith(words) || plain(id) === words) return 0;
    return plain(id).includes(words) ? 1 : -1;
  };
  const byId = all()
    .map((id) => ({ id, at: rank(id) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || a.id.localeCompare(b.id, "en"))
    .map(({ id }) => id);
  return (byId.length > 0 ? byId : byName(words, locale))
    .slice(0, most)
    .map((id) => ({ id, offset: offsetOf(id), name: nameOf(id, locale) }));
}

function byName(words: string, locale: Locale): string[] {
  const isOffset = /^(utc|gmt)?\s*[+\-−]\d/.test(words);
  if (isOffset) {
    const wanted = `utc${words.replace(/^(utc|gmt)?\s*/, "").replace("−", "-")}`;
    return all().filter((id) => plain(offsetOf(id)).startsWith(wanted));
  }
  return [...namesIn(locale)].filter(([, name]) => name.includes(words)).map(([id]) => id);
}

/** The zone that a text names completely, in any case, or null. */
export function zoneNamed(typed: string): string | null {
  const words = plain(typed);
  return all().find((id) => plain(id) === words) ?? null;
}
