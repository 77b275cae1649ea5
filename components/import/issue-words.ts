import { useTranslations } from "next-intl";
import type { RowIssue } from "@/lib/import/types";

type Say = ((key: string, values?: RowIssue["values"]) => string) & { has: (key: string) => boolean };
type Issue = Pick<RowIssue, "code" | "values"> & { rows?: readonly RowIssue[] };

/** What is wrong with a row, or a file, in words: the wizard's own where it has a control for it. */
export function useIssueWords(): (kind: "issue" | "file", issue: Issue) => string {
  const own = useTranslations("importing") as unknown as Say;
  const all = useTranslations("import") as unknown as Say;
  return (kind, { code, values, rows }) => {
    const field = values?.field === undefined ? "" : `field.${values.field}`;
    const told = {
      example: rows?.[0]?.value ?? "",
      ...values,
      ...(own.has(field) && { field: own(field) }),
    };
    const key = kind === "issue" ? `issue.${code}` : `file.${code}`;
    if (own.has(key)) return own(key, told);
    return all.has(key) ? all(key, told) : String(values?.reason ?? code);
  };
}

/** Why a file is no table, and what to do about it; null for what is no matter of the file. */
export function useBrokenWords(): (failure: { code: string; row?: number }) => string | null {
  const own = useTranslations("importing") as unknown as Say;
  return ({ code, row }) => (own.has(`broken.${code}`) ? own(`broken.${code}`, { row: row ?? "?" }) : null);
}
