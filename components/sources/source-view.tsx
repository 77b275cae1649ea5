import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { EdtfDate } from "@/components/ui/edtf-date";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { Section } from "@/components/ui/section";
import { formatInstantDay } from "@/lib/i18n/format";
import type { SourcePage } from "@/lib/sources/types";
import { MergeSource, SeparateSource } from "./merge-source";
import { ReliabilityScale, ReliabilityWords } from "./reliability-words";
import { EditSourceForm } from "./source-form";
import classes from "./sources.module.css";
import { Reports } from "./sources-view";

/** One source: what it is, the cases that rest on it, and for its keepers the form and the merge. @param timeZone of the reader's agency */
export function SourceView({ page, timeZone }: { page: SourcePage; timeZone: string }) {
  const t = useTranslations("sources");
  const { source, may, candidates, following } = page;
  const { mergedInto, mergedAt, mergedBy } = source;
  return (
    <div className={classes.page}>
      <PageHeading title={source.title} meta={<ReliabilityWords code={source.reliability} />} />
      <div className={classes.parts}>
        {following > 0 && (
          <Notice tone="info" live title={t("following", { count: following })}>
            {t("followingText")}
            <RefreshWhile />
          </Notice>
        )}
        {mergedInto && mergedAt && (
          <Notice
            tone="info"
            title={t.rich("isMerged", {
              link: () => (
                <Link href={`/sources/${mergedInto.id}` as Route} prefetch={false}>
                  {mergedInto.title}
                </Link>
              ),
            })}
          >
            {t("mergedOn", { day: formatInstantDay(mergedAt, timeZone), name: mergedBy ?? "–" })}
          </Notice>
        )}
        <Details page={page} />
        <CasesOf page={page} />
        {may.edit && (
          <Section title={t("form.edit")}>
            <ReliabilityScale />
            <EditSourceForm key={JSON.stringify(source)} source={source} mayGrade={may.grade} />
          </Section>
        )}
        {may.merge && (
          <Section title={t("merge.title")}>
            <p className={classes.lead}>{t("merge.lead")}</p>
            <MergeSource id={source.id} candidates={candidates} />
          </Section>
        )}
        {mergedInto && may.grade && (
          <Section title={t("separate.title")}>
            <p className={classes.lead}>{t("separate.lead")}</p>
            <SeparateSource id={source.id} />
          </Section>
        )}
      </div>
    </div>
  );
}

function Details({ page: { source } }: { page: SourcePage }) {
  const t = useTranslations("sources");
  const words = (key: "author" | "publisher" | "language" | "pages") =>
    source[key] ? [{ term: t(`form.${key}`), value: source[key] }] : [];
  return (
    <DefinitionList
      termWidth={140}
      items={[
        ...words("author"),
        ...words("publisher"),
        ...(source.published ? [{ term: t("form.published"), value: <EdtfDate edtf={source.published} /> }] : []),
        ...words("language"),
        ...words("pages"),
        ...(source.url
          ? [
              {
                term: t("form.url"),
                value: (
                  <a href={source.url} rel="noreferrer noopener" target="_blank">
                    {source.url}
                  </a>
                ),
              },
            ]
          : []),
        ...(source.citedIn ? [{ term: t("citedIn"), value: <SourceLink source={source.citedIn} /> }] : []),
        {
          term: t("column.owner"),
          value: source.shared ? t("sharedOf", { agency: source.ownerAgency }) : source.ownerAgency,
        },
        { term: t("column.reports"), value: <Reports reports={source.reports} /> },
        ...(source.merged.length > 0
          ? [
              {
                term: t("mergedHere"),
                value: source.merged.map((one) => (
                  <div key={one.id}>
                    <SourceLink source={one} />
                  </div>
                )),
              },
            ]
          : []),
      ]}
    />
  );
}

function SourceLink({ source: { id, title } }: { source: { id: number; title: string } }) {
  return (
    <Link href={`/sources/${id}` as Route} prefetch={false}>
      {title}
    </Link>
  );
}

function CasesOf({ page: { cases } }: { page: SourcePage }) {
  const t = useTranslations("sources");
  return (
    <Section title={t("cases")}>
      {cases.length === 0 ? (
        <p className={classes.quiet}>{t("noCases")}</p>
      ) : (
        <ul className={classes.cases}>
          {cases.map(({ reference, edtf }) => (
            <li key={reference}>
              <Link href={`/cases/${reference}` as Route} prefetch={false}>
                {reference}
              </Link>{" "}
              <span className={classes.quiet}>
                <EdtfDate edtf={edtf} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
