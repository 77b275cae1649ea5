import { IconArrowRight } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DocumentedMark } from "@/components/ui/documented-mark";
import { GradeBadge } from "@/components/ui/grade-badge";
import { TlpLabel } from "@/components/ui/handling-mark";
import { StatusMark } from "@/components/ui/status-mark";
import type { CaseFile } from "@/lib/reports/types";
import classes from "./case-pane.module.css";
import { FileAssets } from "./file-assets";
import { FileFacts } from "./file-facts";
import { FileLines } from "./file-lines";
import { FilePeople } from "./file-people";
import { OpenNames } from "./open-names";

/** The essentials of a case beside the list, as its file has them. @param openable there are names that the reader may have opened */
export function CasePane({ file, openable }: { file: CaseFile; openable: boolean }) {
  const t = useTranslations("casefile");
  const own = useTranslations("cases.pane");
  const { reference, operation } = file;
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>
          {operation !== null && <span className={classes.reference}>{reference}</span>}{" "}
          {operation === null ? reference : t("operation", { name: operation })}
        </h2>
        <p className={classes.marks}>
          {file.documented && <DocumentedMark word />}
          <StatusMark status={file.status} label={file.verifiedAtSource ? t("atSource") : undefined} />
          <TlpLabel handling={file.handling} />
        </p>
        <Link href={`/cases/${reference}` as Route} prefetch={false} className={classes.open}>
          {own("open")} <IconArrowRight size={15} stroke={1.75} aria-hidden="true" />
        </Link>
      </header>
      <div className={classes.body}>
        {file.note && <p className={classes.note}>{file.note}</p>}
        <FileFacts file={file} />
        <FileLines file={file} />
        <FilePeople file={file} />
        {openable && <OpenNames />}
        <FileAssets assets={file.assets} />
        <section className={classes.sources} aria-label={t("reports.title")}>
          <h3>
            {t("reports.title")} <span className={classes.count}>{file.reports.length}</span>
          </h3>
          <ul>
            {file.reports.map(({ id, source, credibility, status }) => (
              <li key={id}>
                <GradeBadge reliability={source.reliability} credibility={credibility} />
                <span className={classes.source}>{source.title}</span>
                <StatusMark status={status} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

/** In place of a case that is not there, or not for this reader: the two look alike. */
export function NoCasePane({ reference }: { reference: string }) {
  const t = useTranslations("cases.pane");
  return (
    <div className={classes.body}>
      <h2 className={classes.title}>{reference}</h2>
      <p>{t("notFound")}</p>
    </div>
  );
}
