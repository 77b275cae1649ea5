import { useTranslations } from "next-intl";
import type { AuditChange, AuditEntry } from "@/lib/audit/types";
import { formatInstantDay, formatInstantTime } from "@/lib/i18n/format";
import classes from "./audit.module.css";
import { useActionWords, useNameWords, useSubjectWords } from "./words";

/** Events as a table; what each changed opens below it. */
export function AuditEntries({ entries, timeZone }: { entries: readonly AuditEntry[]; timeZone: string }) {
  const t = useTranslations("audit");
  return (
    <table className={classes.table} aria-label={t("title")}>
      <thead>
        <tr>
          {(["when", "who", "what", "subject", "why"] as const).map((key) => (
            <th key={key} scope="col">
              {t(`column.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} timeZone={timeZone} />
        ))}
      </tbody>
    </table>
  );
}

function Entry({ entry, timeZone }: { entry: AuditEntry; timeZone: string }) {
  const t = useTranslations("audit");
  const roles = useTranslations("codes.userRole");
  const actionWords = useActionWords();
  const subjectWords = useSubjectWords();
  const nameWords = useNameWords();
  const at = new Date(entry.at);
  const { actor, subject, details, changes, hidden, uncounted } = entry;
  const builtIn = actor.role === "operator" || actor.role === "register";
  return (
    <tr>
      <td className={classes.when}>
        <time dateTime={entry.at}>
          {formatInstantDay(at, timeZone)} <b>{formatInstantTime(at, timeZone, true)}</b>
        </time>
      </td>
      <td data-label={t("column.who")}>
        <span>
          {actor.role === "nobody" ? <i>{t("nobody")}</i> : builtIn ? roles(actor.role) : actor.name}
          {actor.role !== "nobody" && !builtIn && (
            <span className={classes.beside}>
              {roles(actor.role)}
              {entry.agency && `, ${entry.agency}`}
            </span>
          )}
        </span>
      </td>
      <td data-label={t("column.what")}>
        <strong className={classes.what}>{actionWords(entry.action)}</strong>
      </td>
      <td data-label={t("column.subject")}>
        <span>
          {subjectWords(subject.type)} <code className={classes.code}>{subject.id}</code>
        </span>
      </td>
      <td data-label={t("column.why")}>
        <div>
          {entry.reason && <p className={classes.reason}>{entry.reason}</p>}
          {details.length > 0 && (
            <p className={classes.details}>
              {details.map(([name, value]) => (
                <span key={name}>
                  {nameWords.detail(name)} <code className={classes.code}>{value}</code>
                </span>
              ))}
            </p>
          )}
          {changes.length > 0 && (
            <details>
              <summary>{t("changed", { count: changes.length + hidden, over: String(uncounted) })}</summary>
              {changes.map((change) => (
                <Change key={`${change.table} ${change.row} ${change.operation}`} change={change} />
              ))}
              {hidden > 0 && <p>{t("more", { count: hidden, over: String(uncounted) })}</p>}
            </details>
          )}
        </div>
      </td>
    </tr>
  );
}

/** One row: its fields before and after. */
function Change({ change: { table, row, operation, fields } }: { change: AuditChange }) {
  const t = useTranslations("audit");
  const nameWords = useNameWords();
  return (
    <table className={classes.change}>
      <caption>
        <b>{nameWords.table(table)}</b> <code className={classes.code}>{row}</code>: {t(`operation.${operation}`)}
      </caption>
      <thead className="visually-hidden">
        <tr>
          {(["field", "old", "new"] as const).map((key) => (
            <th key={key} scope="col">
              {t(`column.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, old, new: now }) => (
          <tr key={name}>
            <th scope="row">{nameWords.field(name)}</th>
            <td className={classes.old}>{old}</td>
            <td>{now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
