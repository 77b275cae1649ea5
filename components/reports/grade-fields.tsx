"use client";

import { useTranslations } from "next-intl";
import { CheckBox, TextArea, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { FieldError } from "@/components/forms/field-error";
import { HandlingSquare } from "@/components/ui/handling-mark";
import { credibilityCodes, handlingCodes, reliabilityCodes } from "@/lib/codes";
import type { FieldProblem } from "@/lib/errors";
import type { ReportValues } from "@/lib/reports/form";
import { CodeChoice } from "./code-field";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";
import { useProblems } from "./use-problems";

type Props = { values: ReportValues; problems: readonly FieldProblem[] };

/** How far the source can be relied on and the report believed: a known source brings its grade, a new one is given one. */
export function GradeFields({ values, problems }: Props) {
  const { dispatch } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes");
  const { words } = useProblems();
  const { source } = values;
  const at = (path: string) => problems.find((problem) => problem.path === path);
  const mistakes = ["source.reliability", "credibility"].flatMap((path) => at(path) ?? []);
  const letter = (code: string) => <strong className={classes.letter}>{code}</strong>;
  const grade = reliabilityCodes.find((code) => code === source.reliability);
  return (
    <Field
      label={t("field.grade")}
      id={idOf("credibility")}
      error={mistakes.length > 0 ? mistakes.map(words).join(" ") : undefined}
    >
      {(control) => (
        <div className={classes.grade}>
          {source.mode === "new" ? (
            <CodeChoice
              id={idOf("source.reliability")}
              name={t("field.reliability")}
              codes={reliabilityCodes}
              label={(code) => codes(`reliability.${code}`)}
              mark={letter}
              value={source.reliability}
              onChange={(reliability) => dispatch({ type: "source", patch: { reliability } })}
              placeholder={t("placeholder.reliability")}
              invalid={at("source.reliability") !== undefined}
              describedBy={control["aria-describedby"]}
            />
          ) : (
            <span className={classes.known}>
              {grade && (
                <>
                  {letter(grade)} {codes(`reliability.${grade}`)}
                </>
              )}
            </span>
          )}
          <CodeChoice
            id={control.id}
            name={t("field.credibility")}
            codes={credibilityCodes}
            label={(code) => codes(`credibility.${code}`)}
            mark={letter}
            value={values.credibility}
            onChange={(credibility) => dispatch({ type: "set", patch: { credibility } })}
            placeholder={t("placeholder.credibility")}
            invalid={at("credibility") !== undefined}
            describedBy={control["aria-describedby"]}
          />
        </div>
      )}
    </Field>
  );
}

/** Who may see the case; RED asks for the people. */
export function HandlingFields({ values, problems }: Props) {
  const { dispatch } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes");
  const { words } = useProblems();
  const mistake = problems.find(({ path }) => path === "handling");
  const handling = handlingCodes.find((code) => code === values.handling);
  return (
    <>
      <Field label={t("field.handling")} id={idOf("handling")} error={mistake && words(mistake)}>
        {(control) => (
          <div className={classes.handling}>
            <CodeChoice
              id={control.id}
              codes={handlingCodes}
              label={(code) => codes(`handling.${code}`)}
              meaning={(code) => codes(`handlingHelp.${code}`)}
              mark={(code) => <HandlingSquare handling={code} />}
              value={values.handling}
              onChange={(code) => dispatch({ type: "set", patch: { handling: code } })}
              invalid={mistake !== undefined}
              describedBy={`${idOf("handling")}-means`}
              width={360}
            />
            <span className={classes.means} id={`${idOf("handling")}-means`}>
              {handling && codes(`handlingHelp.${handling}`)}
            </span>
          </div>
        )}
      </Field>
      {handling === "red" && <TeamField team={values.team} problems={problems} />}
    </>
  );
}

function TeamField({ team, problems }: { team: readonly number[]; problems: readonly FieldProblem[] }) {
  const { data, dispatch } = useReport();
  const t = useTranslations("reports");
  const roles = useTranslations("codes.userRole");
  const { words } = useProblems();
  const mistake = problems.find(({ path }) => path === "team");
  return (
    <fieldset className={classes.team} id={idOf("team")} tabIndex={-1} aria-describedby={`${idOf("team")}-hint`}>
      <legend>{t("field.team")}</legend>
      <p className={classes.hint} id={`${idOf("team")}-hint`}>
        {data.colleagues.length > 0 ? t("team.hint") : t("team.nobody")}
      </p>
      <div className={classes.members}>
        <span>
          {t("team.me")}, {data.me.name}
        </span>
        {data.colleagues.map(({ id, name, role }) => (
          <CheckBox
            key={id}
            checked={team.includes(id)}
            onChange={(event) =>
              dispatch({
                type: "set",
                patch: { team: event.currentTarget.checked ? [...team, id] : team.filter((one) => one !== id) },
              })
            }
            label={
              <>
                {name} <span className={classes.aside}>{roles(role)}</span>
              </>
            }
          />
        ))}
      </div>
      {mistake && <FieldError id={`${idOf("team")}-error`}>{words(mistake)}</FieldError>}
    </fieldset>
  );
}

/** The source's own number for the case, and whatever has no field. */
export function NoteFields({ values, problems }: Props) {
  const { dispatch, leave } = useReport();
  const t = useTranslations("reports");
  const { named } = useProblems();
  const mistakes = problems.filter(({ path }) => path === "externalReference" || path === "note");
  const wrong = (path: string) => mistakes.some((mistake) => mistake.path === path) || undefined;
  return (
    <Field
      label={t("field.externalReference")}
      id={idOf("externalReference")}
      error={mistakes.length > 0 ? mistakes.map(named).join(" ") : undefined}
    >
      {(control) => (
        <div className={classes.split} data-tail="note">
          <TextInput
            {...control}
            aria-invalid={wrong("externalReference")}
            value={values.externalReference}
            placeholder={t("placeholder.externalReference")}
            onChange={(event) => dispatch({ type: "set", patch: { externalReference: event.currentTarget.value } })}
            onBlur={(event) => leave("externalReference", event.currentTarget.value)}
          />
          <label className={classes.second} htmlFor={idOf("note")}>
            {t("field.note")}
          </label>
          <TextArea
            id={idOf("note")}
            className={classes.note}
            rows={1}
            aria-invalid={wrong("note")}
            value={values.note}
            onChange={(event) => dispatch({ type: "set", patch: { note: event.currentTarget.value } })}
            onBlur={(event) => leave("note", event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}
