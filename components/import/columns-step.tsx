import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PlainTable } from "@/components/ui/plain-table";
import { Section } from "@/components/ui/section";
import { handlingCodes } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { constantFields, unpivotChoice } from "@/lib/import/form";
import type { ColumnChoice, ImportPage } from "@/lib/import/types";
import classes from "./import.module.css";
import { ReadingFields } from "./reading-fields";
import { StepForm } from "./step-form";

/** What of a case each of its lines says for itself: a cell of a wide table is a line. */
const lineFields: ReadonlySet<string> = new Set(["substance", "form", "quantity", "unit", "qualifier", "purity"]);

type Page = Extract<ImportPage, { kind: "columns" }>;

/** Which column says what, and what is said of all rows. */
export function ColumnsStep({ page }: { page: Page }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const { columns, lost, id, revision } = page;
  return (
    <StepForm
      id={id}
      revision={revision}
      step="columns"
      go={t("next")}
      back={<ButtonLink href={`/import/${id}?step=table` as Route}>{t("back")}</ButtonLink>}
    >
      {lost.length > 0 && (
        <Notice tone="warn" title={t("lostColumns", { name: page.mapping.name })}>
          {lost.join(", ")}
        </Notice>
      )}
      <Section title={t("step.columns")} count={formatNumber(columns.length, locale)} note={t("columnsHelp")}>
        <PlainTable
          label={t("step.columns")}
          columns={[
            { key: "name", header: t("column.name") },
            { key: "samples", header: t("column.samples"), kind: "small" },
            { key: "field", header: t("column.field") },
            { key: "why", header: t("column.why"), kind: "small" },
          ]}
          rows={columns.map((column, at) => ({
            key: String(at),
            cells: {
              name: /^#\d+$/.test(column.name) ? (
                <em>{t("noName", { place: column.name })}</em>
              ) : (
                <strong>{column.name}</strong>
              ),
              samples: column.samples.length > 0 ? column.samples.join(" · ") : null,
              field: <FieldSelect page={page} column={column} at={at} />,
              why: <Why column={column} />,
            },
          }))}
        />
        <WideFields page={page} />
      </Section>
      <Section title={t("howRead")}>
        <ReadingFields mapping={page.mapping} />
      </Section>
      <Section title={t("ofAll")} note={t("ofAllHelp")}>
        <Constants page={page} />
      </Section>
    </StepForm>
  );
}

function FieldSelect({ page: { fields }, column, at }: { page: Page; column: ColumnChoice; at: number }) {
  const t = useTranslations("importing");
  return (
    <NativeSelect
      name={`column:${at}`}
      defaultValue={column.field}
      aria-label={t("fieldOf", { column: column.name })}
      disabled={!column.kept}
    >
      <option value="">{t("notImported")}</option>
      {fields.map((field) => (
        <option key={field} value={field}>
          {t(`field.${field}`)}
        </option>
      ))}
      <option value={unpivotChoice}>{t("wide")}</option>
    </NativeSelect>
  );
}

function Why({ column }: { column: ColumnChoice }) {
  const t = useTranslations("importing");
  if (!column.kept) return t("neverKept");
  if (column.twice) return t("twice");
  if (column.suggested) return t(`suggested.${column.suggested}`);
  return column.chosen && t("chosen");
}

/** A wide table: a column per unit, year or substance. Shown once a column is one of them. */
function WideFields({ page: { fields, mapping } }: { page: Page }) {
  const t = useTranslations("importing");
  const total = mapping.record === "total";
  const into = mapping.unpivot?.into ?? { name: total ? "year" : "unit", value: total ? "value" : "quantity" };
  return (
    <div className={classes.wide}>
      {(["name", "value"] as const).map((part) => (
        <Field key={part} label={t(`wideInto.${part}`)}>
          {(control) => (
            <NativeSelect
              {...control}
              name={part === "name" ? "unpivotName" : "unpivotValue"}
              defaultValue={into[part]}
            >
              {fields
                .filter((field) => total || lineFields.has(field))
                .map((field) => (
                  <option key={field} value={field}>
                    {t(`field.${field}`)}
                  </option>
                ))}
            </NativeSelect>
          )}
        </Field>
      ))}
    </div>
  );
}

function Constants({ page: { mapping, columns, fields, rights } }: { page: Page }) {
  const t = useTranslations("importing");
  const codes = useTranslations("codes");
  const skipped = mapping.format.skipRows?.[0]?.column ?? "";
  const text = { autoComplete: "off", maxLength: 200 };
  return (
    <div className={classes.fields}>
      <Field label={t("name")} hint={t("nameHelp")}>
        {(control) => <TextInput {...control} {...text} name="name" defaultValue={mapping.name} />}
      </Field>
      <Field label={t("source")} optional hint={t("sourceHelp")}>
        {(control) => <TextInput {...control} {...text} name="source" defaultValue={mapping.source ?? ""} />}
      </Field>
      {mapping.record === "case" && (
        <>
          <Field label={t("handling")} hint={t("handlingHelp")}>
            {(control) => (
              <NativeSelect {...control} name="handling" defaultValue={mapping.handling}>
                {handlingCodes
                  .filter((code) => code !== "red")
                  .map((code) => (
                    <option key={code} value={code}>
                      {codes(`handling.${code}`)}
                    </option>
                  ))}
              </NativeSelect>
            )}
          </Field>
          <Field label={t("status")} hint={rights.verify ? undefined : t("statusReviewer")}>
            {(control) => (
              <NativeSelect {...control} name="status" defaultValue={mapping.status}>
                <option value="submitted">{codes("status.submitted")}</option>
                {rights.verify && <option value="verified">{t("verifiedAtSource")}</option>}
              </NativeSelect>
            )}
          </Field>
        </>
      )}
      {constantFields
        .filter((field) => fields.includes(field))
        .map((field) => (
          // Hidden while a column says it (import.module.css): a word for all rows would be lost then.
          <div key={field} className={classes.constant} data-constant={field}>
            <Field label={t(`field.${field}`)} optional>
              {(control) => (
                <TextInput
                  {...control}
                  {...text}
                  name={`constant:${field}`}
                  defaultValue={mapping.constants[field] ?? ""}
                />
              )}
            </Field>
          </div>
        ))}
      <Field label={t("skip")} optional hint={t("skipHelp")}>
        {(control) => (
          <div className={classes.pair}>
            <NativeSelect {...control} name="skipColumn" defaultValue={skipped}>
              <option value="">{t("skipNone")}</option>
              {[...new Set([...(skipped ? [skipped] : []), ...columns.map(({ name }) => name)])].map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </NativeSelect>
            <TextInput
              {...text}
              name="skipEquals"
              aria-label={t("skipEquals")}
              placeholder={t("skipEquals")}
              defaultValue={mapping.format.skipRows?.[0]?.equals.join(" | ") ?? ""}
            />
          </div>
        )}
      </Field>
    </div>
  );
}
