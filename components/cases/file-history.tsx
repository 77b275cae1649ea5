import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { formatInstant } from "@/lib/i18n/format";
import type { AccountNames, FileEvent } from "@/lib/reports/types";
import { useActorName } from "./file-actor";
import { FileDifference } from "./file-difference";
import classes from "./file-history.module.css";
import { FileRestore } from "./file-restore";
import table from "./file-table.module.css";

/**
 * What happened to the case's reports, newest first, and what each amendment changed.
 * @param timeZone of the reader's agency; @param amendable the reports of which this viewer may write a new version, and the newest one
 */
export function FileHistory({
  history,
  names,
  timeZone,
  amendable = {},
}: {
  history: readonly FileEvent[];
  names: AccountNames;
  timeZone: string;
  amendable?: Readonly<Record<string, number>>;
}) {
  const t = useTranslations("casefile.history");
  const actorName = useActorName();
  return (
    <Section id="history" title={t("title")} count={history.length} note={t("zone", { zone: timeZone })} ruled={false}>
      <table className={table.table}>
        <thead>
          <tr>
            {(["when", "who", "what", "why"] as const).map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.map(({ at, actor, kind, version, reason, report, reportId, changes, other }) => (
            <tr key={`${reportId} ${version} ${kind} ${at.getTime()}`}>
              <td data-label={t("when")} className={classes.when}>
                <time dateTime={at.toISOString()}>{formatInstant(at, timeZone)}</time>
              </td>
              <td data-label={t("who")}>{actorName(actor)}</td>
              <td data-label={t("what")}>
                <span>
                  <strong className={classes.what}>
                    {t(`kind.${kind}`, { version, other: other ?? t("otherCase") })}
                  </strong>
                  {report && <span className={classes.report}> {report}</span>}
                  {changes && <Changes changes={changes} names={names} version={version} />}
                  {isWritten(kind) && version < (amendable[reportId] ?? 0) && (
                    <FileRestore reportId={reportId} version={version} newest={amendable[reportId] ?? 0} />
                  )}
                </span>
              </td>
              <td data-label={t("why")} className={classes.why}>
                {reason}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const isWritten = (kind: FileEvent["kind"]) => kind === "logged" || kind === "attached" || kind === "amended";

/** Which parts a version changed, and, opened, from what to what. */
function Changes({
  changes,
  names,
  version,
}: {
  changes: NonNullable<FileEvent["changes"]>;
  names: AccountNames;
  version: number;
}) {
  const t = useTranslations("casefile.history");
  const part = useTranslations("casefile.waiting.part");
  if (changes.parts.length === 0) return <p className={classes.changes}>{t("unchanged")}</p>;
  return (
    <details className={classes.changes}>
      <summary>{t("changed", { parts: changes.parts.map((one) => part(one)).join(", ") })}</summary>
      <FileDifference
        difference={changes}
        names={names}
        words={{
          caption: t("changes", { version }),
          shown: t("before", { version: version - 1 }),
          says: t("after", { version }),
        }}
      />
    </details>
  );
}
