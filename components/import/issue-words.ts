import { useTranslations } from "next-intl";
import type { RowIssue } from "@/lib/import/types";

type Say = ((key: string, values?: RowIssue["values"]) => string) & { has: (key: string) => boolean };

/** What is wrong with a row, or a file, in words: the wizard's own where it has a control for it. */
export function useIssueWords(): (kind: "issue" | "file", issue: Pick<RowIssue, "code" | "values">) => string {
  const own = useTranslations("importing") as unknown as Say;
  const all = useTranslations("import") as unknown as Say;
  return (kind, { code, values }) => {
    if (kind === "issue" && own.has(`issue.${code}`)) return own(`issue.${code}`, values);
    const key = `${kind}.${code}`;
    return all.has(key) ? all(key, values) : String(values?.reason ?? code);
  };
}
