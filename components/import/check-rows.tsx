import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { FilterForm } from "@/components/filters/filter-form";
import { NativeSelect } from "@/components/forms/controls";
import { Button } from "@/components/ui/button";
import { PlainTable } from "@/components/ui/plain-table";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { formatNumber } from "@/lib/i18n/format";
import type { RowIssue } from "@/lib/import/types";
import type { CheckPage } from "./check-step";
import classes from "./import.module.css";
import { useIssueWords } from "./issue-words";

const kinds = ["refused", "warnings", "duplicates", "alike"] as const;
type Kind = (typeof kinds)[number];
/** Rows that are shown at once; the file that can be taken has all. */
const shown = 100;

/** The rows that somebody should look at, by what is the matter with them. */
export function CheckRows({ page, show, code }: { page: CheckPage; show: string | null; code: string | null }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const { id, check } = page;
  const { result } = check;
  const counts: Record<Kind, number> = {
    refused: result.refused,
    warnings: result.warnings,
    duplicates: result.duplicateRows.reduce((all, rows) => all + rows.length - 1, 0),
    alike: result.alike,
  };
  const filled = kinds.filter((kind) => counts[kind] > 0);
  const kind = filled.find((one) => one === show) ?? filled[0];
  if (kind === undefined) return null;
  const file = kind === "refused" || kind === "warnings";
  return (
    <Section
      title={t("rows")}
      note={
        file && (
          <a href={`/api/import/${id}?rows=${kind}`}>{kind === "refused" ? t("takeRefused") : t("takeWarnings")}</a>
        )
      }
    >
      <div className={classes.tabs}>
        <Segmented
          label={t("rows")}
          segments={filled.map((one) => ({
            key: one,
            label: t(`rowsOf.${one}`, { number: formatNumber(counts[one], locale) }),
            href: `/import/${id}?show=${one}` as Route,
            current: one === kind,
          }))}
        />
      </div>
      {file && (
        <Issues
          id={id}
          kind={kind}
          code={code}
          issues={kind === "refused" ? result.errors : result.warningRows}
          // A dry run of an earlier version did not count by code.
          counted={result.byCode?.[kind === "refused" ? "errors" : "warnings"] ?? {}}
        />
      )}
      {kind === "duplicates" && <Groups groups={result.duplicateRows} />}
      {kind === "alike" && <Alike page={page} />}
    </Section>
  );
}

function Issues({
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
  const chosen = code !== null && byCode.has(code) ? issues.filter((issue) => issue.code === code) : issues;
  const told = code !== null ? byCode.get(code) : undefined;
  const all =
    told?.count ??
    Math.max(
      chosen.length,
      [...byCode.values()].reduce((n, own) => n + own.count, 0),
    );
  return (
    <>
      {byCode.size > 1 && (
        <FilterForm
          key={code ?? ""}
          path={`/import/${id}`}
          hidden={[["show", kind]]}
          label={t("onlyReason")}
          className={classes.filter}
        >
          <NativeSelect name="code" defaultValue={code ?? ""} aria-label={t("onlyReason")}>
            <option value="">{t("everyReason")}</option>
            {[...byCode].map(([one, { count, example }]) => (
              <option key={one} value={one}>
                {`${say("issue", example)} (${formatNumber(count, locale)})`}
              </option>
            ))}
          </NativeSelect>
          <Button type="submit">{t("showThese")}</Button>
        </FilterForm>
      )}
      <PlainTable
        label={t("rows")}
        columns={[
          { key: "row", header: t("column.row"), kind: "numeric" },
          { key: "column", header: t("column.column") },
          { key: "value", header: t("column.value") },
          { key: "why", header: t("column.reason"), kind: "small" },
        ]}
        rows={chosen.slice(0, shown).map((issue, at) => ({
          key: `${at}`,
          cells: {
            row: issue.row,
            column: issue.column,
            value: issue.value === null ? <em>{t("empty")}</em> : <code className={classes.cell}>{issue.value}</code>,
            why: say("issue", issue),
          },
        }))}
      />
      {all > Math.min(chosen.length, shown) && (
        <p className={classes.quiet}>{t("rowsMore", { count: all - Math.min(chosen.length, shown) })}</p>
      )}
    </>
  );
}

/** Rows that say the same: they stay several, and are pointed out. */
function Groups({ groups }: { groups: readonly number[][] }) {
  const t = useTranslations("importing");
  return (
    <>
      <p className={classes.quiet}>{t("duplicatesHelp")}</p>
      <ul className={classes.groups}>
        {groups.slice(0, shown).map((rows) => (
          <li key={rows[0]}>{t("sameRows", { rows: rows.join(", ") })}</li>
        ))}
      </ul>
    </>
  );
}

/** New cases that look like ones that the register has. */
function Alike({ page: { check } }: { page: CheckPage }) {
  const t = useTranslations("importing");
  return (
    <>
      <p className={classes.quiet}>{t("alikeHelp")}</p>
      <ul className={classes.groups}>
        {check.result.alikeRows.slice(0, shown).map(({ row, reference }) => (
          <li key={`${row} ${reference}`}>
            {t.rich("alikeRow", {
              row,
              reference,
              case: (words) => (
                <Link href={`/cases/${reference}` as Route} prefetch={false}>
                  {words}
                </Link>
              ),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
