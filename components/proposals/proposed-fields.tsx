import { useLocale, useTranslations } from "next-intl";
import { NotStated } from "@/components/ui/not-stated";
import { familyCodes, formCodes, qualifierCodes } from "@/lib/codes";
import { countryName } from "@/lib/i18n/countries";
import type { ProposalRow } from "@/lib/proposals/types";
import classes from "./proposals.module.css";

/** What a proposal would change, field by field: as it stands, and as it would be. Of something new, what it says. */
export function ProposedFields({ row }: { row: ProposalRow }) {
  const t = useTranslations("proposals");
  const words = useFieldWords();
  const news = row.fields.every(({ before }) => before === null);
  if (row.fields.length === 0) return row.gone ? null : <p className={classes.who}>{t("same")}</p>;
  return (
    <table className={classes.fields}>
      <thead>
        <tr>
          <th scope="col">{t("column.field")}</th>
          {!news && <th scope="col">{t("column.before")}</th>}
          <th scope="col">{t("column.after")}</th>
        </tr>
      </thead>
      <tbody>
        {row.fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{words.name(field)}</th>
            {!news && <td>{before === null ? <NotStated /> : <del>{words.value(field, before)}</del>}</td>}
            <td>{after === null ? <NotStated /> : <ins>{words.value(field, after)}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names of fields, and values of those that hold codes. What has no words is shown as the list holds it. */
function useFieldWords() {
  const t = useTranslations("proposals.field");
  const codes = useTranslations("codes");
  const locale = useLocale();
  return {
    name: (field: string) => {
      const key = field as Parameters<typeof t>[0];
      return t.has(key) ? t(key) : field;
    },
    value: (field: string, value: string) => {
      const family = familyCodes.find((code) => field === "family" && code === value);
      const form = formCodes.find((code) => field === "form" && code === value);
      const qualifier = qualifierCodes.find((code) => field === "qualifier" && code === value);
      if (qualifier) return codes(`qualifier.${qualifier}`);
      if (field === "country") return countryName(value, locale);
      if (family) return codes(`family.${family}`);
      return form ? codes(`form.${form}`) : value;
    },
  };
}
