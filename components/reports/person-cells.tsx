"use client";

import { IconChevronDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { TextInput } from "@/components/forms/controls";
import { RowCell } from "@/components/forms/row-cell";
import { arrestCodes, dataSubjectCodes, roleCodes } from "@/lib/codes";
import type { PersonValues } from "@/lib/reports/form";
import { CodeChoice, CodeSelect, QualifierChoice } from "./code-field";
import { KeptPerson } from "./kept-person";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";

const groupKinds = ["exact", "about", "at-least", "unknown"] as const;

type Words = "name" | "alias" | "words";

/**
 * What is asked of everybody involved: how they are known, role, arrest, category, and the way to the details.
 * @param invalid names of the fields that are wrong
 */
export const PersonCells = memo(function PersonCells({
  row,
  at,
  invalid,
  open,
  onOpen,
}: {
  row: PersonValues;
  at: number;
  invalid: string;
  open: boolean;
  onOpen: (key: string, open: boolean) => void;
}) {
  const { dispatch, leave } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes");
  const wrong = invalid.split(" ");
  const path = (field: keyof PersonValues) => `people.${at}.${field}`;
  const set = (patch: Partial<PersonValues>) => dispatch({ type: "row", list: "people", at, patch });
  const control = (field: keyof PersonValues) => ({
    id: idOf(path(field)),
    invalid: wrong.includes(field),
    describedBy: wrong.includes(field) ? `${idOf(path(field))}-error` : undefined,
  });
  const words = (field: Words, placeholder: string) => (
    <TextInput
      id={idOf(path(field))}
      value={row[field]}
      placeholder={placeholder}
      aria-invalid={wrong.includes(field) || undefined}
      aria-describedby={control(field).describedBy}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
      onBlur={(event) => leave(path(field), event.currentTarget.value)}
    />
  );

  return (
    <>
      {row.person !== "" ? (
        <KeptPerson row={row} at={at} />
      ) : row.kind === "person" ? (
        <>
          <RowCell id={idOf(path("name"))} label={t("field.name")}>
            {words("name", t("placeholder.name"))}
          </RowCell>
          <div className={classes.alias}>
            <RowCell id={idOf(path("alias"))} label={t("field.alias")}>
              {words("alias", t("placeholder.alias"))}
            </RowCell>
          </div>
        </>
      ) : (
        <>
          <RowCell id={idOf(path("words"))} label={t("field.words")}>
            {words("words", t("placeholder.group"))}
          </RowCell>
          <RowCell id={idOf(path("qualifier"))} label={t("field.qualifier")} span={1}>
            <QualifierChoice
              {...control("qualifier")}
              name={t("field.qualifier")}
              codes={groupKinds}
              value={row.qualifier}
              onChange={(qualifier) => set({ qualifier })}
            />
          </RowCell>
          <RowCell id={idOf(path("count"))} label={t("field.count")} span={1}>
            <TextInput
              id={idOf(path("count"))}
              numeric
              inputMode="numeric"
              autoComplete="off"
              value={row.count}
              placeholder={row.qualifier === "unknown" ? t("placeholder.notStated") : undefined}
              aria-invalid={wrong.includes("count") || undefined}
              aria-describedby={control("count").describedBy}
              onChange={(event) => {
                const count = event.currentTarget.value;
                set({ count, ...(row.qualifier === "unknown" && count !== "" ? { qualifier: "exact" } : {}) });
              }}
              onBlur={(event) => leave(path("count"), event.currentTarget.value)}
            />
          </RowCell>
        </>
      )}
      <RowCell id={idOf(path("role"))} label={t("field.role")}>
        <CodeChoice
          {...control("role")}
          codes={roleCodes}
          label={(code) => codes(`role.${code}`)}
          meaning={(code) => codes(`roleHelp.${code}`)}
          value={row.role}
          onChange={(role) => set({ role })}
          width={340}
        />
      </RowCell>
      <RowCell id={idOf(path("arrest"))} label={t("field.arrest")} span={1}>
        <CodeSelect
          {...control("arrest")}
          codes={arrestCodes}
          label={(code) => codes(`arrest.${code}`)}
          value={row.arrest}
          onChange={(arrest) => set({ arrest })}
        />
      </RowCell>
      <RowCell id={idOf(path("dataSubject"))} label={t("field.dataSubject")} span={1}>
        <CodeChoice
          {...control("dataSubject")}
          codes={dataSubjectCodes}
          label={(code) => codes(`dataSubject.${code}`)}
          meaning={(code) => codes(`dataSubjectHelp.${code}`)}
          value={row.dataSubject}
          onChange={(dataSubject) => set({ dataSubject })}
          width={340}
        />
      </RowCell>
      <button
        type="button"
        className={classes.more}
        aria-expanded={open}
        aria-controls={open ? idOf(path("kind")) : undefined}
        aria-label={t("row.more", { row: at + 1 })}
        title={t("list.more")}
        onClick={() => onOpen(row.key, !open)}
      >
        <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
        <span className={classes.moreWord}>{t("list.more")}</span>
      </button>
    </>
  );
});
