import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { EdtfDate } from "@/components/ui/edtf-date";
import { GradeBadge } from "@/components/ui/grade-badge";
import { HandlingMark } from "@/components/ui/handling-mark";
import { Section } from "@/components/ui/section";
import { StatusMark } from "@/components/ui/status-mark";
import type { AccountNames, CaseFile, FileReport, FileSource } from "@/lib/reports/types";
import { useActorName } from "./file-actor";
import { FileChoose } from "./file-choose";
import { FileCompare } from "./file-compare";
import { FileDecision } from "./file-decision";
import { useDelay } from "./file-delay";
import { FileDifference } from "./file-difference";
import { FileMove, FileMoveBack } from "./file-move";
import classes from "./file-reports.module.css";
import { FileWarnings } from "./file-warnings";
import { FileWithdrawal } from "./file-withdrawal";

/** The accounts that the case rests on, each with its source and grade, and what waits for a reviewer. */
export function FileReports({ file }: { file: CaseFile }) {
  const t = useTranslations("casefile.reports");
  return (
    <Section
      id="reports"
      title={t("title")}
      count={file.reports.length}
      note={
        file.mayAttach && (
          <Link href={`/reports/new?case=${file.reference}` as Route} prefetch={false} data-print="hide">
            {t("attach")}
          </Link>
        )
      }
    >
      <FileCompare file={file} />
      <ul>
        {file.reports.map((report) => (
          <FileReportCard key={report.id} report={report} file={file} />
        ))}
      </ul>
    </Section>
  );
}

type CardFile = Pick<CaseFile, "reference" | "ownerAgency" | "names"> & { reports?: CaseFile["reports"] };

/** One report: its source and grade, who logged it, what waits. @param linked whether it leads to the report's own page */
export function FileReportCard({
  report,
  file,
  linked = true,
}: {
  report: FileReport;
  file: CardFile;
  linked?: boolean;
}) {
  const words = useTranslations("casefile");
  const t = useTranslations("casefile.reports");
  const codes = useTranslations("codes");
  const actorName = useActorName();
  const { source, author, latestVersion, effectiveVersion } = report;
  const delay = useDelay(report.delay);
  const grade = t("grade", {
    reliability: codes(`reliability.${source.reliability}`),
    credibility: codes(`credibility.${report.credibility}`),
  });
  const logged = author.builtIn ? actorName(author) : t("logged", { actor: actorName(author), agency: report.agency });
  return (
    <li className={classes.report}>
      <GradeBadge reliability={source.reliability} credibility={report.credibility} />
      <div className={classes.body}>
        <p>
          <strong className={classes.title} lang={languageOfTitle(source)}>
            {source.title}
          </strong>{" "}
          {report.principal && (file.reports?.length ?? 1) > 1 && (
            <Badge title={t("principalHelp")}>{t("principal")}</Badge>
          )}
        </p>
        <p className={classes.citation}>
          <Citation source={source} />
        </p>
        <p className={classes.citation}>
          {delay === null ? grade : words("sentences", { first: grade, second: delay })}
        </p>
        <p className={classes.meta}>
          <StatusMark status={report.status} />
          <HandlingMark handling={report.handling} />
          <span>{logged}</span>
          {latestVersion > 1 && <span>{t("versionOf", { number: effectiveVersion, latest: latestVersion })}</span>}
          {report.externalReference && <span>{t("external", { reference: report.externalReference })}</span>}
        </p>
        <ReportActions report={report} file={linked ? file : null} />
        <FileWarnings warnings={report.confirmed} />
        <Waiting report={report} agency={file.ownerAgency} names={file.names} />
        {report.withdrawal && <FileWithdrawal reportId={report.id} withdrawal={report.withdrawal} />}
      </div>
    </li>
  );
}

/** What this viewer may do with a report. On the report's own page, which is not of the whole case, nothing. */
function ReportActions({
  report: { id, mayAmend, mayCopy, mayChoose, mayMove, mayMoveBack },
  file,
}: {
  report: FileReport;
  file: CardFile | null;
}) {
  const t = useTranslations("casefile.reports");
  if (!file) return null;
  const instead = file.reports?.find((report) => report.principal)?.id ?? null;
  return (
    <div className={classes.actions} data-print="hide">
      <Link href={`/reports/${id}` as Route} prefetch={false}>
        {t("open")}
      </Link>
      {mayAmend && (
        <Link href={`/reports/new?amends=${id}` as Route} prefetch={false}>
          {t("amend")}
        </Link>
      )}
      {mayCopy && (
        <Link href={`/reports/new?from=${id}` as Route} prefetch={false}>
          {t("copy")}
        </Link>
      )}
      <FileChoose reference={file.reference} reportId={id} instead={mayChoose ? instead : null} />
      {mayMove && <FileMove reference={file.reference} reportId={id} />}
      {mayMoveBack && <FileMoveBack reportId={id} />}
    </div>
  );
}

/** Titles are often given in translation: only what is written in Han or Hangul is marked as being in the source's language. */
function languageOfTitle({ title, language }: FileSource): string | undefined {
  return /[\p{Script=Han}\p{Script=Hangul}]/u.test(title) ? (language ?? undefined) : undefined;
}

/** Who published what, when, where in it, and where it was found cited. */
function Citation({ source }: { source: FileSource }) {
  const t = useTranslations("casefile.reports");
  const parts = [
    source.author,
    source.publisher,
    source.published && <EdtfDate key="published" edtf={source.published.edtf} />,
    source.pages && t("pages", { pages: source.pages }),
  ].filter((part) => part !== null && part !== "");
  return (
    <>
      {parts.map((part, position) => (
        <span key={typeof part === "string" ? part : "published"}>
          {position > 0 && ", "}
          {part}
        </span>
      ))}
      {parts.length > 0 && ". "}
      {source.citedIn && t.rich("citedIn", { title: () => <cite className={classes.cited}>{source.citedIn}</cite> })}
      {source.url && /^https?:\/\//.test(source.url) && (
        <>
          {" "}
          <a href={source.url} rel="noreferrer noopener" className={classes.url}>
            {source.url}
          </a>
        </>
      )}
    </>
  );
}

function Waiting({
  report: { id, waiting },
  agency,
  names,
}: {
  report: FileReport;
  agency: string;
  names: AccountNames;
}) {
  const words = useTranslations("casefile");
  const t = useTranslations("casefile.waiting");
  const actorName = useActorName();
  const what =
    waiting && waiting.version > 1
      ? t("amendment", { number: waiting.version, actor: actorName(waiting.author) })
      : t("first");
  const right = waiting?.decision;
  const whose =
    right === "own-version" ? t("ownVersion", { agency }) : right === "closed" ? t("others", { agency }) : null;
  return (
    <>
      {waiting && (
        <div className={classes.waiting}>
          <p>{whose === null ? what : words("sentences", { first: what, second: whose })}</p>
          {waiting.differs && (
            <FileDifference
              difference={waiting.differs}
              names={names}
              words={{ caption: t("differs"), shown: t("shown"), says: t("says") }}
            />
          )}
        </div>
      )}
      <FileDecision reportId={id} version={waiting?.decision === "open" ? waiting.version : null} />
    </>
  );
}
