import { useTranslations } from "next-intl";
import type { Check } from "@/lib/import/types";
import classes from "./import.module.css";

/** Names that are told one by one. */
const shown = 20;

/** What the import would add to the reference lists, by the names that the file has. */
export function Adds({ check: { effect } }: { check: Check }) {
  const t = useTranslations("importing");
  const lists = (["transitPoint", "substance"] as const).flatMap((field) => {
    const names = Object.values(effect?.added?.[field] ?? {});
    return names.length > 0 ? [{ field, names }] : [];
  });
  if (lists.length === 0) return null;
  return (
    <>
      <p className={classes.quiet}>{t("adds")}</p>
      <ul className={classes.groups}>
        {lists.map(({ field, names }) => (
          <li key={field}>
            {t(`field.${field}`)}: {names.slice(0, shown).join(", ")}
            {names.length > shown && ` ${t("addsMore", { count: names.length - shown })}`}
          </li>
        ))}
      </ul>
    </>
  );
}
