import type { PersonName } from "@/lib/reports/form";

/** How somebody is known, in one line: each way that is stated. */
export function knownAs({ name, nameLatin, alias, aliasLatin }: PersonName): string {
  return [name, nameLatin, alias, aliasLatin].filter(Boolean).join(", ");
}
