import type { FormSource } from "@/lib/reports/types";

/** A source in one line: who published it when, then what it is called. */
export function sourceText({ title, author, publisher, published }: FormSource): string {
  const where = [publisher ?? author, published].filter(Boolean).join(", ");
  return where ? `${where}: ${title}` : title;
}
