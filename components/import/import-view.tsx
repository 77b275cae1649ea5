import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { formatNumber } from "@/lib/i18n/format";
import { stepCodes } from "@/lib/import/form";
import type { ImportHead, ImportPage } from "@/lib/import/types";
import { ActButton } from "./act-button";
import { CheckStep } from "./check-step";
import { ColumnsStep } from "./columns-step";
import classes from "./import.module.css";
import { OverView } from "./over-view";
import { TableStep } from "./table-step";
import { ValuesStep } from "./values-step";

type Props = { page: ImportPage; show: string | null; code: string | null; timeZone: string };

/** One import: how far it is, and the step in hand. @param show which rows of the dry run, @param code of which kind */
export function ImportView({ page, show, code, timeZone }: Props) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const lost = !page.hasFile && page.kind !== "over";
  return (
    <div className={classes.page}>
      <PageHeading
        title={page.fileName}
        meta={t("size", {
          size: formatNumber((page.fileBytes / 1024).toFixed(page.fileBytes < 10_240 ? 1 : 0), locale),
        })}
        actions={
          <>
            {page.kind !== "over" && page.state === "open" && (
              <ActButton act="discard" id={page.id} words={t("discard")} />
            )}
            <ButtonLink href={"/import" as Route}>{t("all")}</ButtonLink>
          </>
        }
      />
      {page.kind !== "over" && <Steps page={page} />}
      {page.failure && <WhyNot failure={page.failure} />}
      {lost ? (
        <Notice tone="warn" title={t("lost")}>
          {t("lostText")}
        </Notice>
      ) : (
        <>
          {page.kind === "working" && <Working page={page} />}
          {page.kind === "table" && <TableStep page={page} />}
          {page.kind === "columns" && <ColumnsStep page={page} />}
          {page.kind === "values" && <ValuesStep page={page} />}
          {page.kind === "check" && <CheckStep page={page} show={show} code={code} />}
          {page.kind === "over" && <OverView page={page} timeZone={timeZone} />}
        </>
      )}
    </div>
  );
}

/** The steps; one can go back to those that are done. */
function Steps({ page: { id, step, reached, state } }: { page: ImportHead }) {
  const t = useTranslations("importing");
  const far = stepCodes.indexOf(reached);
  return (
    <nav aria-label={t("steps")}>
      <ol className={classes.steps}>
        {stepCodes.map((code, at) => (
          <li key={code} aria-current={code === step ? "step" : undefined} data-done={at < far || undefined}>
            <span className={classes.number} aria-hidden="true">
              {at + 1}
            </span>
            {at <= far && code !== step && state === "open" ? (
              <Link href={`/import/${id}?step=${code}` as Route} prefetch={false}>
                {t(`step.${code}`)}
              </Link>
            ) : (
              t(`step.${code}`)
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function WhyNot({ failure: { code, detail, id } }: { failure: NonNullable<ImportHead["failure"]> }) {
  const t = useTranslations("importing");
  const errors = useTranslations("errors");
  const known =
    code === "FORBIDDEN" || code === "CONFLICT" || code === "NOT_FOUND" || code === "DEFECT" || code === "INVALID";
  return (
    <Notice tone="error" live title={t("stopped")}>
      {code === "file-gone"
        ? t("lostText")
        : code === "busy"
          ? t("busyText")
          : (detail ?? (known ? errors(`text.${code}`) : t("stoppedText")))}{" "}
      {id && errors.rich("reference", { id: () => <code>{id}</code> })}
    </Notice>
  );
}

/** The background is at work: how far it is, and the way to stop it. */
function Working({ page: { id, state, progress } }: { page: ImportHead }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const total = progress?.total ?? null;
  return (
    <section className={classes.working} aria-label={t(`state.${state}`)}>
      <RefreshWhile />
      <p className={classes.workingTitle}>{t(`state.${state}`)}</p>
      <progress
        aria-label={t(`state.${state}`)}
        {...(progress && total ? { value: Math.min(progress.done, total), max: total } : {})}
      />
      <p className={classes.quiet} role="status">
        {progress ? t(`progress.${progress.step}`, { done: formatNumber(progress.done, locale) }) : t("waiting")}
      </p>
      <p className={classes.quiet}>{t("leave")}</p>
      <div>
        <ActButton act="cancel" id={id} words={t("cancel")} />
      </div>
    </section>
  );
}
