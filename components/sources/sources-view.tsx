import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Pager } from "@/components/data-table/pager";
import { FilterForm } from "@/components/filters/filter-form";
import { ProblemList } from "@/components/filters/problem-list";
import { CheckBox, NativeSelect, TextInput } from "@/components/forms/controls";
import { Button, ButtonLink } from "@/components/ui/button";
import { EdtfDate } from "@/components/ui/edtf-date";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { PlainTable } from "@/components/ui/plain-table";
import { reliabilityCodes } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { sourcesHref } from "@/lib/sources/rules";
import type { ReportCount, SourcesPage } from "@/lib/sources/types";
import { ReliabilityScale, ReliabilityWords } from "./reliability-words";
import classes from "./sources.module.css";

/** The sources that reports rest on: what narrows them, how many there are, and each with its grade. */
export function SourcesView({ page }: { page: SourcesPage }) {
  const t = useTranslations("sources");
  const locale = useLocale();
  const { filter, problems, rows, total, mayAdd } = page;
  return (
    <div className={classes.page}>
      <PageHeading
        title={t("title")}
        meta={<span role="status">{t("count", { count: total })}</span>}
        actions={mayAdd && <ButtonLink href={"/sources/new" as Route}>{t("add")}</ButtonLink>}
      />
      <p className={classes.lead}>{t("lead")}</p>
      <ReliabilityScale />
      <Filter page={page} />
      <ProblemList problems={problems} />
      {rows.length === 0 ? (
        <EmptyState title={t("none")} text={t("noneText")} />
      ) : (
        <PlainTable
          label={t("title")}
          columns={[
            { key: "title", header: t("column.title") },
            { key: "publisher", header: t("column.publisher") },
            { key: "published", header: t("column.published"), kind: "narrow" },
            { key: "reliability", header: t("column.reliability") },
            { key: "reports", header: t("column.reports"), kind: "numeric" },
            { key: "owner", header: t("column.owner"), kind: "small" },
          ]}
          rows={rows.map((row) => ({
            key: String(row.id),
            cells: {
              title: (
                <>
                  <Link href={`/sources/${row.id}` as Route} prefetch={false}>
                    {row.title}
                  </Link>
                  {row.author && <span className={classes.author}>{row.author}</span>}
                  {row.mergedInto && (
                    <span className={classes.author}>{t("mergedInto", { title: row.mergedInto.title })}</span>
                  )}
                </>
              ),
              publisher: row.publisher,
              published: row.published && <EdtfDate edtf={row.published} />,
              reliability: <ReliabilityWords code={row.reliability} />,
              reports: <Reports reports={row.reports} />,
              owner: row.shared ? t("shared") : row.ownerAgency,
            },
          }))}
        />
      )}
      {page.pages > 1 && (
        <Pager
          previous={page.page > 1 ? sourcesHref(filter, page.page - 1) : null}
          next={page.page < page.pages ? sourcesHref(filter, page.page + 1) : null}
        >
          {t("pageOf", { page: formatNumber(page.page, locale), pages: formatNumber(page.pages, locale) })}
        </Pager>
      )}
    </div>
  );
}

/** How many reports rest on a source, as far as they were counted. */
export function Reports({ reports: { count, more } }: { reports: ReportCount }) {
  const t = useTranslations("sources");
  const locale = useLocale();
  const number = formatNumber(count, locale);
  return more ? t("moreThan", { number }) : number;
}

function Filter({ page: { filter } }: { page: SourcesPage }) {
  const t = useTranslations("sources");
  const words = useTranslations("filter");
  const codes = useTranslations("codes");
  const set = filter.q !== null || filter.reliability !== null || filter.merged;
  return (
    <FilterForm
      key={JSON.stringify(filter)}
      path="/sources"
      hidden={[]}
      label={words("label")}
      className={classes.filter}
    >
      <TextInput
        type="search"
        name="q"
        defaultValue={filter.q ?? ""}
        placeholder={t("search")}
        aria-label={t("search")}
        autoComplete="off"
        maxLength={200}
      />
      <NativeSelect name="reliability" defaultValue={filter.reliability ?? ""} aria-label={t("column.reliability")}>
        <option value="">{t("anyReliability")}</option>
        {reliabilityCodes.map((code) => (
          <option key={code} value={code}>
            {`${code} · ${codes(`reliability.${code}`)}`}
          </option>
        ))}
      </NativeSelect>
      <CheckBox name="merged" value="1" defaultChecked={filter.merged} label={t("withMerged")} />
      <Button type="submit">{words("apply")}</Button>
      {set && (
        <ButtonLink href={"/sources" as Route} look="quiet">
          {words("clear")}
        </ButtonLink>
      )}
    </FilterForm>
  );
}
