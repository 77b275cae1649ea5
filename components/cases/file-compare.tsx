import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { CaseFile } from "@/lib/reports/types";
import { accountParts } from "@/lib/reports/types";
import { AccountPartText } from "./account-part";
import classes from "./file-compare.module.css";
import table from "./file-table.module.css";

/** The case's reports side by side: where they differ, what each says, marked where it is not what the case shows. */
export function FileCompare({ file: { reports, names } }: { file: CaseFile }) {
  const t = useTranslations("casefile");
  const principal = reports.find((report) => report.principal);
  const standing = reports.filter(({ status }) => status !== "withdrawn");
  if (!principal || standing.length < 2) return null;
  const [differ, agree] = [true, false].map((differs) =>
    accountParts.filter((part) => differs === standing.some((report) => report.unlike.includes(part))),
  );
  return (
    <div className={classes.scroll}>
      {differ && differ.length > 0 && (
        <table className={`${table.table} ${classes.compare}`}>
          <caption>{t("compare.title")}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t("compare.part")}</span>
              </th>
              {standing.map((report) => (
                <th key={report.id} scope="col">
                  {report.source.title} {report.principal && <Badge>{t("reports.principal")}</Badge>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differ.map((part) => (
              <tr key={part}>
                <th scope="row">{t(`waiting.part.${part}`)}</th>
                {standing.map((report) => (
                  <td
                    key={report.id}
                    data-label={report.source.title}
                    className={report.unlike.includes(part) ? classes.unlike : undefined}
                  >
                    <AccountPartText part={part} account={report.account} names={names} />
                    {report.unlike.includes(part) && <span className="visually-hidden"> {t("compare.unlike")}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {agree && agree.length > 0 && (
        <p className={table.hint}>
          {t("compare.agree", { parts: agree.map((part) => t(`waiting.part.${part}`)).join(", ") })}
        </p>
      )}
    </div>
  );
}
