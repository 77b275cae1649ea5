import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { FileIssue } from "@/lib/import/types";
import type { CheckPage } from "./check-step";
import classes from "./import.module.css";
import { useIssueWords } from "./issue-words";
import { Settle, settled } from "./settle";
import { StepForm } from "./step-form";

/** Rows that are shown for one thing. */
const shown = 8;

/** Why the file as a whole is refused: which rows show it, and the settings that settle it, all chosen here and checked at once. */
export function Refusals({ page }: { page: CheckPage }) {
  const t = useTranslations("importing");
  const { id, revision, check } = page;
  const { refusals } = check.result;
  const notices = refusals.map((refusal) => <Refusal key={refusal.code} page={page} refusal={refusal} />);
  if (!refusals.some(({ setting }) => settled(setting))) return notices;
  return (
    <StepForm id={id} revision={revision} step="check" go={t("checkAgain")} shows>
      {notices}
    </StepForm>
  );
}

function Refusal({ page, refusal }: { page: CheckPage; refusal: FileIssue }) {
  const say = useIssueWords();
  const t = useTranslations("importing");
  const { rows } = refusal;
  return (
    <Notice tone="error" filled title={say("file", refusal)}>
      {rows.length > 0 && (
        <ul className={classes.problems}>
          {rows.slice(0, shown).map(({ row, column, value }) => (
            <li key={`${row} ${column ?? ""}`}>
              {column === null || value === null
                ? t("rowShowsAll", { row, value: value ?? column ?? "" })
                : t("rowShows", { row, column, value })}
            </li>
          ))}
          {rows.length > shown && <li>{t("rowsMore", { count: rows.length - shown })}</li>}
        </ul>
      )}
      <Settle page={page} refusal={refusal} />
    </Notice>
  );
}
