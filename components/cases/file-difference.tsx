import { useTranslations } from "next-intl";
import type { AccountNames, Difference } from "@/lib/reports/types";
import { AccountPartText } from "./account-part";
import classes from "./file-difference.module.css";
import table from "./file-table.module.css";

/** What one account says otherwise than another, part by part: what was before, and what is said instead. */
export function FileDifference({
  difference: { parts, shown, says },
  names,
  words,
}: {
  difference: Difference;
  names: AccountNames;
  /** what the table and its two columns are called */
  words: { caption: string; shown: string; says: string };
}) {
  const t = useTranslations("casefile.waiting.part");
  return (
    <table className={`${table.table} ${classes.difference}`}>
      <caption>{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{words.caption}</span>
          </th>
          <th scope="col">{words.shown}</th>
          <th scope="col">{words.says}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part}>
            <th scope="row">{t(part)}</th>
            <td data-label={words.shown}>
              <AccountPartText part={part} account={shown} names={names} />
            </td>
            <td data-label={words.says} className={classes.says}>
              <AccountPartText part={part} account={says} names={names} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
