import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/filter/fields";
import classes from "./problem-list.module.css";

const shown = 8;
const isDay = (key: string) => key === "from" || key === "to";
const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What of the address was not understood, by name: it has no effect, and nobody must think that it had. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("filter");
  if (problems.length === 0) return null;
  return (
    <div className={classes.frame}>
      <Notice tone="warn" title={t("problems", { count: problems.length })}>
        <ul className={classes.list}>
          {problems.slice(0, shown).map(({ key, value, reason }) => (
            <li key={`${key}=${value}`}>
              {t.rich("problemLine", {
                given: cut(value ? `${key}=${value}` : key),
                reason: t(`problem.${reason === "unknown-value" && isDay(key) ? "not-a-day" : reason}`),
                b: (chunks) => <b className={classes.given}>{chunks}</b>,
              })}
            </li>
          ))}
          {problems.length > shown && <li>{t("problemsMore", { count: problems.length - shown })}</li>}
        </ul>
      </Notice>
    </div>
  );
}
