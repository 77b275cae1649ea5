import { useTranslations } from "next-intl";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { delimiters, encodings } from "@/lib/import/form";
import type { ImportPage } from "@/lib/import/types";
import classes from "./import.module.css";
import { StepForm } from "./step-form";

type Page = Extract<ImportPage, { kind: "table" }>;

/** What was found out about the file; each of it can be said otherwise, and the rows below show what comes of it. */
export function TableStep({ page }: { page: Page }) {
  const t = useTranslations("importing");
  const { preview, mapping, saved, rights, id, revision } = page;
  const sheetOpen = preview.kind === "xlsx" && preview.sheet === null;
  return (
    <StepForm id={id} revision={revision} step="table" go={t("next")} shows>
      <Section title={t("step.table")} note={preview.kind ? t(`kind.${preview.kind}`) : null}>
        {preview.failure && <TableFailure page={page} />}
        {sheetOpen && (
          <Notice tone="warn" live title={t("whichSheet")}>
            {t("whichSheetText")}
          </Notice>
        )}
        <div className={classes.fields}>
          {preview.sheets.length > 0 && <SheetField page={page} />}
          {preview.kind !== "xlsx" && <TextFields page={page} />}
          <Field label={t("headerRow")} hint={t("headerRowHelp")}>
            {(control) => (
              <TextInput
                {...control}
                key={preview.headerRow.join()}
                name="headerRow"
                defaultValue={preview.headerRow.join(", ")}
                inputMode="numeric"
                autoComplete="off"
                maxLength={20}
              />
            )}
          </Field>
          <Field label={t("record")} hint={rights.totals ? t("recordHelp") : t("recordReviewer")}>
            {(control) => (
              <NativeSelect {...control} name="record" defaultValue={mapping.record}>
                <option value="case">{t("recordCase")}</option>
                {rights.totals && <option value="total">{t("recordTotal")}</option>}
              </NativeSelect>
            )}
          </Field>
          {saved.length > 0 && (
            <Field label={t("saved")} hint={t("savedHelp")}>
              {(control) => (
                <NativeSelect {...control} name="saved" defaultValue="">
                  <option value="">{t("savedNone")}</option>
                  {saved.map(({ name, fits }) => (
                    <option key={name} value={name}>
                      {fits ? t("savedFits", { name }) : name}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </Field>
          )}
        </div>
      </Section>
      <Rows page={page} />
    </StepForm>
  );
}

function TableFailure({ page: { preview } }: { page: Page }) {
  const t = useTranslations("importing");
  const file = useTranslations("import");
  const { code = "", detail = "" } = preview.failure ?? {};
  return (
    <Notice tone="error" live title={t("unreadable")}>
      {code === "table-empty" ? file("file.table-empty") : detail || t("unreadableText")}
    </Notice>
  );
}

function SheetField({ page: { preview, mapping } }: { page: Page }) {
  const t = useTranslations("importing");
  return (
    <Field label={t("sheet")}>
      {(control) => (
        <NativeSelect {...control} name="sheet" defaultValue={mapping.format.sheet ?? preview.sheet ?? ""}>
          <option value="">{t("sheetNone")}</option>
          {preview.sheets.map(({ name, hidden }) => (
            <option key={name} value={name}>
              {hidden ? t("sheetHidden", { name }) : name}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

/** How a text file is written. */
function TextFields({ page: { preview, mapping } }: { page: Page }) {
  const t = useTranslations("importing");
  const signs: Record<string, string> = delimiters;
  const chosen =
    Object.keys(signs).find((name) => signs[name] === mapping.format.delimiter) ?? mapping.format.delimiter;
  const found = Object.keys(signs).find((name) => signs[name] === preview.delimiter);
  return (
    <>
      <Field label={t("encoding")}>
        {(control) => (
          <NativeSelect {...control} name="encoding" defaultValue={mapping.format.encoding ?? ""}>
            <option value="">
              {t("detected", { value: mapping.format.encoding ? "" : (preview.encoding ?? "") })}
            </option>
            {encodings.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field label={t("delimiter")}>
        {(control) => (
          <NativeSelect {...control} name="delimiter" defaultValue={chosen ?? ""}>
            <option value="">
              {t("detected", { value: !mapping.format.delimiter && found ? t(`sign.${found as "comma"}`) : "" })}
            </option>
            {Object.keys(signs).map((name) => (
              <option key={name} value={name}>
                {t(`sign.${name as "comma"}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </>
  );
}

/** Columns of the first rows that are shown: enough to see how the file was cut. The next step has all. */
const shownColumns = 12;

/** The first rows as they are cut into cells. */
function Rows({ page: { preview } }: { page: Page }) {
  const t = useTranslations("importing");
  if (preview.rows.length === 0) return null;
  const width = Math.max(...preview.rows.map(({ cells }) => cells.length));
  const places = Array.from({ length: Math.min(shownColumns, width) }, (_, at) => at);
  return (
    <Section title={t("firstRows")} note={t("columnsFound", { count: preview.columns.length })}>
      <table className={classes.sheet}>
        <tbody>
          {preview.rows.map(({ row, cells }) => (
            <tr key={row} data-header={preview.headerRow.includes(row) || undefined}>
              <th scope="row">{row}</th>
              {places.map((at) => (
                <td key={at} title={cells[at]}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {width > shownColumns && <p className={classes.quiet}>{t("moreColumns", { count: width - shownColumns })}</p>}
    </Section>
  );
}
