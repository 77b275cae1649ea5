import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { formatNumber } from "@/lib/i18n/format";
import type { CheckPage } from "./check-step";
import classes from "./import.module.css";
import { Issues } from "./issues";

const kinds = ["refused", "warnings", "duplicates", "alike"] as const;
type Kind = (typeof kinds)[number];
/** Groups and cases that are shown at once. */
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
      id="rows"
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
