import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PeopleCount } from "@/components/ui/people-count";
import type { CaseFile as File, FileReport } from "@/lib/reports/types";
import classes from "./case-file.module.css";
import { FileAssets } from "./file-assets";
import { FileCounting } from "./file-counting";
import { FileFacts } from "./file-facts";
import { FileHeader } from "./file-header";
import { FileHistory } from "./file-history";
import { FileLike } from "./file-like";
import { FileLines } from "./file-lines";
import { FilePeople } from "./file-people";
import { FileReports } from "./file-reports";

/** The page of one case. @param timeZone of the reader's agency, for the times in the history */
export function CaseFile({ file, timeZone }: { file: File; timeZone: string }) {
  const t = useTranslations("casefile");
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <nav className={classes.crumbs} aria-label={t("crumbs")} data-print="hide">
          <Link href={"/cases" as Route} prefetch={false}>
            {t("breadcrumb")}
          </Link>
        </nav>
        <FileHeader file={file} />
        <PartLinks file={file} />
      </div>
      <div className={classes.columns}>
        <div className={classes.main}>
          {file.note && (
            <p className={classes.note}>
              <span className="visually-hidden">{t("note")}: </span>
              {file.note}
            </p>
          )}
          <FileLines file={file} />
          <FilePeople file={file} />
          <FileAssets assets={file.assets} />
          <FileReports file={file} />
          <FileHistory
            history={file.history}
            names={file.names}
            timeZone={timeZone}
            amendable={amendableIn(file.reports)}
          />
        </div>
        <div className={classes.side}>
          <div className={classes.facts}>
            <FileFacts file={file} />
          </div>
          <div className={classes.counting}>
            <FileCounting file={file} />
            <FileLike like={file.like} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** The parts of the page, with how much stands in each. */
function PartLinks({ file }: { file: File }) {
  const t = useTranslations("casefile");
  const { people } = file;
  const parts = [
    { id: "lines", title: t("lines.title"), count: file.lines.length },
    { id: "people", title: t("people.title"), count: people.count === null ? null : <PeopleCount {...people} /> },
    ...(file.assets.length > 0 ? [{ id: "assets", title: t("assets.title"), count: file.assets.length }] : []),
    { id: "reports", title: t("reports.title"), count: file.reports.length },
    { id: "history", title: t("history.title"), count: file.history.length },
  ];
  return (
    <nav className={classes.parts} aria-label={t("parts")} data-print="hide">
      {parts.map(({ id, title, count }) => (
        <a key={id} href={`#${id}`}>
          {title} {count !== null && <span className={classes.count}>{count}</span>}
        </a>
      ))}
    </nav>
  );
}

/** The reports of which this viewer may write a new version, with the newest there is. */
function amendableIn(reports: readonly FileReport[]): Record<string, number> {
  return Object.fromEntries(
    reports.filter(({ mayAmend }) => mayAmend).map(({ id, latestVersion }) => [id, latestVersion]),
  );
}
