import type { Route } from "next";
import { useTranslations } from "next-intl";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { delimiters, encodings } from "@/lib/import/form";
import type { ImportPage } from "@/lib/import/types";
import classes from "./import.module.css";
import { useBrokenWords } from "./issue-words";
import { StepForm } from "./step-form";

type Page = Extract<ImportPage, { kind: "table" }>;

/** What was found out about the file; each of it can be said otherwise, and the rows below show what comes of it. */
export function TableStep({ page }: { page: Page }) {
  const t = useTranslations("importing");
  const { preview, mapping, saved, rights, id, revision } = page;
  if (hopeless(page)) return <TableFailure page={page} />;
  const empty =
    !preview.failure && preview.columns.length > 0 && preview.columns.every(({ samples }) => samples.length === 0);
  const sheetOpen = preview.kind === "xlsx" && preview.sheet === null;
  return (
    <StepForm id={id} revision={revision} step="table" go={t("next")} shows>
      <Section title={t("step.table")} note={preview.kind ? t(`kind.${preview.kind}`) : null}>
        {preview.failure && <TableFailure page={page} />}
        {empty && (
          <Notice tone="warn" live title={t("noRows")}>
            {t("noRowsText")}
          </Notice>
        )}
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
              <NativeSelect key={mapping.record} {...control} name="record" defaultValue={mapping.record}>
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

/** Nothing that could be chosen would make a table of it: it is no text and no workbook, and nobody has said otherwise. */
const hopeless = ({ preview, mapping: { format } }: Page) =>
  preview.kind === null &&
  format.encoding === undefined &&
  format.delimiter === undefined &&
  /^file-|^workbook-/.test(preview.failure?.code ?? "");

function TableFailure({ page }: { page: Page }) {
  const t = useTranslations("importing");
  const broken = useBrokenWords();
  const { failure } = page.preview;
  return (
    <Notice
      tone="error"
      live
      title={hopeless(page) ? t("noTable") : t("unreadable")}
      actions={<ButtonLink href={"/import" as Route}>{t("another")}</ButtonLink>}
    >
      {(failure && broken(failure)) || t("unreadableText")}
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
              {t("detected", { value: mapping.format.encoding ? "none" : (preview.encoding?.toUpperCase() ?? "none") })}
            </option>
            {encodings.map((name) => (
              <option key={name} value={name}>
                {name.toUpperCase()}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field label={t("delimiter")}>
        {(control) => (
          <NativeSelect {...control} name="delimiter" defaultValue={chosen ?? ""}>
            <option value="">
              {t("detected", { value: !mapping.format.delimiter && found ? t(`sign.${found as "comma"}`) : "none" })}
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

/** What scrolls sideways is reached by keyboard too. */
const reached = { tabIndex: 0 };

/** Columns of the first rows that are shown: enough to see how the file was cut. The next step has all. */
const shownColumns = 24;

/** The first rows as they are cut into cells. */
function Rows({ page: { preview } }: { page: Page }) {
  const t = useTranslations("importing");
  if (preview.rows.length === 0) return null;
  const width = Math.max(...preview.rows.map(({ cells }) => cells.length));
  const places = Array.from({ length: Math.min(shownColumns, width) }, (_, at) => at);
  return (
    <Section title={t("firstRows")} note={t("columnsFound", { count: preview.columns.length })}>
      <section className={classes.sheetBox} aria-label={t("tableScroll")} {...reached}>
        <table className={classes.sheet} style={{ minWidth: 44 + places.length * 96 }}>
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
      </section>
      {width > shownColumns && <p className={classes.quiet}>{t("moreColumns", { count: width - shownColumns })}</p>}
    </Section>
  );
}
