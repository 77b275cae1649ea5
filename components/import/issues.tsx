import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { PlainTable } from "@/components/ui/plain-table";
import { formatNumber } from "@/lib/i18n/format";
import type { RowIssue } from "@/lib/import/types";
import classes from "./import.module.css";
import { useIssueWords } from "./issue-words";

type Kind = "refused" | "warnings";
/** Rows that are shown at once; the file that can be taken has all. */
const shown = 40;

/** Where a reason can be settled in the wizard itself. */
const settledAt: readonly (readonly [RegExp, "words" | "columns" | "reading"])[] = [
  [/^(point|substance|unit)-(unknown|several)$|^(form|role|transport)-unknown$/, "words"],
  [/^unit-blank$|^column-/, "columns"],
  [/^date-(ambiguous|format|firsts|two-digit-year|year-first)$|^number-decimal-mark$/, "reading"],
];

/** What is the matter with rows: the reasons with how often each occurs and what to do, then the rows. @param counted of each code, all of them */
export function Issues({
  id,
  kind,
  code,
  issues,
  counted,
}: {
  id: string;
  kind: Kind;
  code: string | null;
  issues: readonly RowIssue[];
  counted: Readonly<Record<string, number>>;
}) {
  const t = useTranslations("importing");
  const say = useIssueWords();
  const locale = useLocale();
  const byCode = new Map<string, { count: number; example: RowIssue }>();
  for (const issue of issues) {
    const own = byCode.get(issue.code);
    if (own) own.count += 1;
    else byCode.set(issue.code, { count: 1, example: issue });
  }
  for (const [one, own] of byCode) own.count = Math.max(own.count, counted[one] ?? 0);
  const told = code === null ? undefined : byCode.get(code);
  const chosen = told ? issues.filter((issue) => issue.code === code) : issues;
  const all = told?.count ?? [...byCode.values()].reduce((n, own) => n + own.count, 0);
  return (
    <>
      <p className={classes.quiet}>{kind === "refused" ? t("mendRefused") : t("mendWarnings")}</p>
      <Reasons id={id} kind={kind} code={told ? code : null} byCode={byCode} />
      <PlainTable
        label={t("rows")}
        columns={[
          { key: "row", header: t("column.row"), label: t("column.row"), kind: "numeric" },
          { key: "column", header: t("column.column") },
          { key: "value", header: t("column.value") },
          { key: "why", header: t("column.reason"), kind: "small" },
        ]}
        rows={chosen.slice(0, shown).map((issue, at) => ({
          key: `${at}`,
          cells: {
            row: formatNumber(issue.row, locale),
            column: issue.column,
            value: issue.value === null ? <em>{t("empty")}</em> : <code className={classes.cell}>{issue.value}</code>,
            why: say("issue", issue),
          },
        }))}
      />
      {all > shown && (
        <p className={classes.quiet}>
          {t("firstShown", { shown: Math.min(shown, chosen.length), number: formatNumber(all, locale) })}
        </p>
      )}
    </>
  );
}

/** The reasons; one that is chosen shows its rows alone. */
function Reasons({
  id,
  kind,
  code,
  byCode,
}: {
  id: string;
  kind: Kind;
  code: string | null;
  byCode: ReadonlyMap<string, { count: number; example: RowIssue }>;
}) {
  const t = useTranslations("importing");
  const say = useIssueWords();
  const locale = useLocale();
  const reasons = [...byCode].sort(([, a], [, b]) => b.count - a.count);
  const address = (one: string | null) =>
    `/import/${id}?show=${kind}${one === null ? "" : `&code=${one}`}#rows` as Route;
  return (
    <div className={classes.reasons}>
      <PlainTable
        label={t("column.reason")}
        columns={[
          { key: "why", header: t("column.reason") },
          { key: "times", header: t("column.times"), kind: "numeric" },
          { key: "do", header: t("column.do"), kind: "small" },
        ]}
        rows={reasons.map(([one, { count, example }]) => ({
          key: one,
          cells: {
            why: (
              <Link href={address(one)} prefetch={false} aria-current={one === code || undefined}>
                {say("issue", example)}
              </Link>
            ),
            times: formatNumber(count, locale),
            do: <WhatToDo id={id} code={one} />,
          },
        }))}
      />
      {code !== null && (
        <p className={classes.quiet}>
          <Link href={address(null)} prefetch={false}>
            {t("everyReason")}
          </Link>
        </p>
      )}
    </div>
  );
}

function WhatToDo({ id, code }: { id: string; code: string }) {
  const t = useTranslations("importing");
  const where = settledAt.find(([pattern]) => pattern.test(code))?.[1];
  if (where === undefined) return t("do.file");
  const href = where === "reading" ? "#reading" : `/import/${id}?step=${where === "words" ? "values" : "columns"}`;
  return where === "reading" ? (
    <a href={href}>{t("do.reading")}</a>
  ) : (
    <Link href={href as Route} prefetch={false}>
      {t(`do.${where}`)}
    </Link>
  );
}
