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
import { useBrokenWords } from "./issue-words";
import { OverView } from "./over-view";
import { StepFocus } from "./step-focus";
import { TableStep } from "./table-step";
import { ValuesStep } from "./values-step";

type Props = { page: ImportPage; show: string | null; code: string | null; stopped: boolean; timeZone: string };

/**
 * One import: how far it is, and the step in hand. @param show which rows of the dry run, @param code of which kind
 * @param stopped whether somebody has just stopped the work
 */
export function ImportView({ page, show, code, stopped, timeZone }: Props) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const size = sizeOf(page.fileBytes);
  const at = stepCodes.indexOf(page.step);
  const name =
    page.kind === "over"
      ? t("result")
      : page.kind === "working"
        ? t(`state.${page.state}`)
        : t("stepAt", { number: at + 1, count: stepCodes.length, step: t(`step.${page.step}`) });
  const lost = !page.hasFile && page.kind !== "over";
  return (
    <div className={classes.page}>
      <PageHeading
        title={page.fileName}
        meta={t(`size.${size.unit}`, { size: formatNumber(size.text, locale) })}
        actions={
          <>
            {page.kind !== "over" && page.state === "open" && (
              <ActButton act="discard" id={page.id} words={t("discard")} />
            )}
            <ButtonLink href={"/import" as Route}>{t("all")}</ButtonLink>
          </>
        }
      />
      {page.kind !== "over" && page.state !== "undoing" && <Steps page={page} />}
      {page.failure && <WhyNot failure={page.failure} />}
      {stopped && page.kind !== "working" && <Notice tone="info" live title={t("cancelled")} />}
      {lost ? (
        <Notice tone="warn" title={t("lost")}>
          {t("lostText")}
        </Notice>
      ) : (
        <StepFocus of={`${page.kind} ${page.state}`} label={name}>
          {page.kind === "working" && <Working page={page} />}
          {page.kind === "table" && <TableStep page={page} />}
          {page.kind === "columns" && <ColumnsStep page={page} />}
          {page.kind === "values" && <ValuesStep page={page} />}
          {page.kind === "check" && <CheckStep page={page} show={show} code={code} />}
          {page.kind === "over" && <OverView page={page} timeZone={timeZone} />}
        </StepFocus>
      )}
    </div>
  );
}

/** A file's size with the unit that leaves one to four digits before the point. */
function sizeOf(bytes: number): { unit: "B" | "kB" | "MB"; text: string } {
  if (bytes < 1_000) return { unit: "B", text: String(bytes) };
  const [unit, of] = bytes < 1_000_000 ? (["kB", 1_000] as const) : (["MB", 1_000_000] as const);
  return { unit, text: (bytes / of).toFixed(bytes < 10 * of ? 1 : 0) };
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

function WhyNot({ failure }: { failure: NonNullable<ImportHead["failure"]> }) {
  const { code, detail, id } = failure;
  const broken = useBrokenWords();
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
          : (broken(failure) ?? detail ?? (known ? errors(`text.${code}`) : t("stoppedText")))}{" "}
      {id && errors.rich("reference", { id: () => <code>{id}</code> })}
    </Notice>
  );
}

/** The background is at work: how far it is, and the way to stop it. */
function Working({ page: { id, state, progress } }: { page: ImportHead }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const total = progress?.total ?? null;
  const far = progress && t(`progress.${progress.step}`, { done: formatNumber(progress.done, locale) });
  return (
    <section className={classes.working} aria-label={t(`state.${state}`)}>
      <RefreshWhile />
      <p className={classes.workingTitle}>{t(`state.${state}`)}</p>
      <progress
        aria-label={t(`state.${state}`)}
        {...(progress && total ? { value: Math.min(progress.done, total), max: total } : {})}
      />
      <p className={classes.quiet} role="status">
        {far
          ? total === null
            ? far
            : t("progressOf", { done: far, total: formatNumber(total, locale) })
          : t("waiting")}
      </p>
      <p className={classes.quiet}>{t("leave")}</p>
      <div>
        <ActButton act="cancel" id={id} words={t("cancel")} />
      </div>
    </section>
  );
}
