import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { formatInstant } from "@/lib/i18n/format";
import type { FileEvent } from "@/lib/reports/types";
import { useActorName } from "./file-actor";
import classes from "./file-history.module.css";
import table from "./file-table.module.css";

/** What happened to the case's reports, newest first. @param timeZone of the reader's agency */
export function FileHistory({ history, timeZone }: { history: readonly FileEvent[]; timeZone: string }) {
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
          {history.map(({ at, actor, kind, version, reason, report }) => (
            <tr key={`${report} ${version} ${kind} ${at.getTime()}`}>
              <td data-label={t("when")} className={classes.when}>
                <time dateTime={at.toISOString()}>{formatInstant(at, timeZone)}</time>
              </td>
              <td data-label={t("who")}>{actorName(actor)}</td>
              <td data-label={t("what")}>
                <span>
                  <strong className={classes.what}>{t(`kind.${kind}`, { version })}</strong>
                  {report && <span className={classes.report}> {report}</span>}
                </span>
              </td>
              <td data-label={t("why")}>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
