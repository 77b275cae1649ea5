"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Asked } from "@/components/forms/adding";
import { AddingContext } from "@/components/forms/adding";
import { ErrorSummary } from "@/components/forms/error-summary";
import { randomId } from "@/components/forms/random-id";
import { useDraft } from "@/components/forms/use-draft";
import { useFormKeys } from "@/components/forms/use-form-keys";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import type { Failure } from "@/lib/errors";
import { countryName } from "@/lib/i18n/countries";
import { submitReport } from "@/lib/reports/actions";
import type { ValueWords } from "@/lib/reports/amendment";
import { valuesOf } from "@/lib/reports/amendment";
import type { ReportValues } from "@/lib/reports/form";
import { draftValues, freshReport } from "@/lib/reports/form";
import type { LeftOut } from "@/lib/reports/own";
import { copyOf, renamed } from "@/lib/reports/own";
import type { FormAmendment, ReportForm as FormData } from "@/lib/reports/types";
import { AmendHead, AmendReason } from "./amend-parts";
import { AttachedNotice } from "./attached-notice";
import { ConversionPanel } from "./conversion-panel";
import { DraftNotice, SignedOut } from "./draft-notice";
import { DuplicateLine } from "./duplicate-line";
import { countryFinder, currencyFinder, languageFinder, pointFinder, substanceFinder, unitFinder } from "./finder";
import { FormSection } from "./form-section";
import { GoodsRows } from "./goods-rows";
import { GradeFields, HandlingFields, NoteFields } from "./grade-fields";
import { KeepTemplate } from "./keep-template";
import { startLike } from "./last-report";
import { LastReportNote } from "./last-report-note";
import { OtherDrafts } from "./other-drafts";
import { PeopleRows } from "./people-rows";
import type { ReportParts } from "./report-context";
import { idOf, mergeId, ReportContext } from "./report-context";
import classes from "./report-form.module.css";
import { RouteRows } from "./route-rows";
import { SaveBar } from "./save-bar";
import { discardDraft, lookAtDraft, sendDraft } from "./send-draft";
import { SourceFields } from "./source-fields";
import { StartNote } from "./start-note";
import { SubstanceLines } from "./substance-lines";
import { useAmendment } from "./use-amendment";
import { useDuplicates } from "./use-duplicates";
import { useProblems } from "./use-problems";
import { useReportForm } from "./use-report-form";
import { useWarnings } from "./use-warnings";
import { useValueWords } from "./value-words";
import { WarningsPanel } from "./warnings-panel";
import { WhenAndWhere } from "./when-and-where";

const storeKey = (user: number, draft: string) => `weir-draft:${user}:${draft}`;
/** The server names the source as a whole where the form has a field of it. */
const fieldOf = (path: string) => (path === "source" ? "source.found" : path);
const pageOf = (draft: string, amends: FormAmendment | null) =>
  `/reports/new?draft=${draft}${amends ? `&amends=${amends.reportId}` : ""}`;
/** A new report as the last one; a further source on a case is none of the same source, and its owner must be able to read it. */
function startOf(
  { last, attach, start: asked }: FormData,
  words: ValueWords,
): { values: ReportValues; left: LeftOut[] } {
  if (asked?.kind === "template") return { values: renamed(asked.values, words), left: [] };
  if (asked) return copyOf({ ...valuesOf(asked.account, words), operation: asked.operation ?? "" });
  return { values: startLikeLast(last, attach), left: [] };
}

function startLikeLast(last: FormData["last"], attach: FormData["attach"]): ReportValues {
  const start = startLike(last);
  if (!attach) return start;
  const { reference, handling } = attach;
  return { ...start, source: freshReport().source, attachTo: reference, handling: handling ?? start.handling };
}
/** Rarely needed, and the form is long enough without it. */
const MergePanel = dynamic(() => import("./merge-panel").then((loaded) => loaded.MergePanel));
const DuplicatePanel = dynamic(() => import("./duplicate-panel").then((loaded) => loaded.DuplicatePanel));

/**
 * The form that logs a seizure report. What is typed is a draft, saved as it is typed; submitting makes it a report, once.
 * @param openedAt instant at which the page was made, again after signing in; @param signIn address of the sign-in page that leads
 * back here; @param signInAgain signs in without leaving the page;
 * @param addInPlace the dialog that adds to the lists, which asks AddingContext for what
 */
export function ReportForm({
  data,
  timeZone,
  openedAt,
  signIn,
  signInAgain,
  addInPlace,
}: {
  data: FormData;
  timeZone: string;
  openedAt: string;
  signIn: string;
  signInAgain: ReactNode;
  addInPlace: ReactNode;
}) {
  const t = useTranslations("reports");
  const router = useRouter();
  const { label } = useProblems();
  const context = useMemo(() => {
    const reviewers = [data.me, ...data.colleagues].filter((one) => one.role === "reviewer").map((one) => one.id);
    return {
      timeZone,
      redTeam: (team: readonly number[]) => [data.me.id, ...team].some((id) => reviewers.includes(id)),
    };
  }, [timeZone, data.me, data.colleagues]);
  const amendment = useAmendment(data);
  const words = useValueWords(data);
  const [begun] = useState(() => startOf(data, words));
  const [start] = useState(() => data.draft?.values ?? amendment?.start ?? begun.values);
  const { state, dispatch, problems, leave, check } = useReportForm(start, context);
  const { saver, state: draft } = useDraft(
    {
      key: storeKey(data.me.id, data.id),
      saved: data.draft,
      empty: start,
      parse: (values) => draftValues.parse(values),
      send: (request, leaving) => sendDraft(data.id, request, leaving),
      look: () => lookAtDraft(data.id),
    },
    (values) => dispatch({ type: "replace", values }),
  );
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submitting = useRef(false);
  const toFocus = useRef<string | null>(null);

  const { values } = state;
  const duplicates = useDuplicates(values, draft.status === "saved");
  useEffect(() => saver?.change(values), [saver, values]);
  useEffect(() => {
    const id = toFocus.current;
    toFocus.current = null;
    if (id) document.getElementById(id)?.focus();
  });
  useEffect(() => {
    if (draft.status !== "taken" || !saver) return;
    const id = randomId();
    saver.moveTo(storeKey(data.me.id, id));
    window.location.replace(pageOf(id, data.amends));
  }, [draft.status, saver, data.me.id, data.amends]);

  // Made anew for somebody who has signed in again: what waited can go.
  useEffect(() => {
    if (openedAt) setFailure((before) => (before?.code === "UNAUTHENTICATED" ? null : before));
    void saver?.flush();
  }, [saver, openedAt]);
  const onFormKey = useFormKeys(() => void submit(), data.draft === null ? idOf("date") : null);

  const { warnings, standing } = useWarnings(values);
  const [asked, setAsked] = useState(0);

  const [adding, setAdding] = useState<Asked | null>(null);
  const parts = useParts(data, timeZone, dispatch, leave, setAdding);
  const ahead = amendment?.ahead(values) ?? null;

  function focusFirst(paths: readonly string[]) {
    const [first] = paths;
    if (first) toFocus.current = idOf(first);
  }

  async function submit() {
    if (submitting.current) return;
    if (ahead) return document.getElementById(mergeId)?.focus();
    submitting.current = true;
    setFailure(null);
    const { values: pruned, wrong } = check();
    dispatch({ type: "submit" });
    if (wrong.length > 0) {
      focusFirst(wrong.map(({ path }) => path));
      submitting.current = false;
      return;
    }
    setBusy(true);
    if (await isAskedAbout(pruned)) return;
    saver?.change(pruned);
    await saver?.stop();
    const answer = await submitReport({ id: data.id, values: pruned }).catch(() => null);
    if (answer?.ok) {
      saver?.forget();
      const amended = values.amends && `/reports/${values.amends.report}?amended=1`;
      router.replace(
        (amended ?? `/cases/${answer.data.reference}?logged=${values.attachTo ? "attached" : "1"}`) as Route,
      );
      return;
    }
    submitting.current = false;
    setBusy(false);
    saver?.resume();
    const error: Failure = answer?.error ?? { code: "UNAVAILABLE", fields: [] };
    if (error.code === "INVALID" && error.fields.length > 0) {
      const problems = error.fields.map((problem) => ({ ...problem, path: fieldOf(problem.path) }));
      dispatch({ type: "refused", problems });
      focusFirst(problems.map(({ path }) => path));
      await isAskedAbout(pruned, true);
    } else if (error.code === "CONFLICT" && amendment) router.refresh();
    else setFailure(error);
  }

  /** Whether something looks odd that nobody has confirmed: then it has the focus, and nothing is sent. */
  async function isAskedAbout(submitted: ReportValues, again = false): Promise<boolean> {
    const open = await standing(submitted, again);
    if (open.length === 0) return false;
    setAsked((times) => times + 1);
    setBusy(false);
    submitting.current = false;
    return true;
  }

  const before = data.amends ? `/cases/${data.amends.reference}` : "/cases";
  async function discard() {
    await saver?.stop();
    try {
      await discardDraft(data.id);
    } catch (error) {
      saver?.resume();
      throw error;
    }
    saver?.forget();
    router.push(before as Route);
  }

  async function keep() {
    await saver?.flush();
    router.push(before as Route);
  }

  const title = values.amends ? t("amend.title") : t("form.title");
  const summary = state.submitted || state.refused.length > 0 ? problems : [];
  return (
    <ReportContext value={parts}>
      <div className={classes.page}>
        <div className={classes.main}>
          <div className={classes.notices}>
            <DraftNotice
              state={draft}
              signIn={signIn}
              signInAgain={signInAgain}
              onSettle={(choice) => saver && dispatch({ type: "replace", values: saver.settle(choice) })}
            />
            {draft.status !== "signed-out" && (
              <SubmitFailure failure={failure} signIn={signIn} signInAgain={signInAgain} />
            )}
          </div>
          <form
            className={classes.form}
            noValidate
            aria-label={title}
            onKeyDown={onFormKey}
            onSubmit={(event) => event.preventDefault()}
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget)) void saver?.flush();
            }}
          >
            <PageHeading
              title={title}
              actions={
                <span className={classes.keys}>
                  <Kbd>{t("key.tab")}</Kbd> {t("form.keyNext")} <Kbd>{t("key.alt")}</Kbd> <Kbd>{t("key.enter")}</Kbd>{" "}
                  {t("form.keyAdd")} <Kbd>{t("key.section")}</Kbd> {t("form.keySection")}
                </span>
              }
            />
            {data.amends && values.amends && <AmendHead amends={data.amends} base={values.amends.base} />}
            {ahead && amendment && (
              <MergePanel
                ahead={ahead}
                values={values}
                merge={amendment.merge}
                onMerged={(merged) => dispatch({ type: "replace", values: merged })}
              />
            )}
            <ErrorSummary
              title={t("summary.title", { count: summary.length })}
              problems={summary.map(({ path }) => ({ id: idOf(path), label: label(path) }))}
            >
              {t("summary.safe")}
            </ErrorSummary>
            <AttachedNotice attachTo={values.attachTo} problems={problems} />
            <DuplicateLine found={duplicates} />
            {values.amends === null && (
              <StartNote left={begun.left} untouched={data.draft === null && values === start} />
            )}
            {values.amends === null && data.start === null && <LastReportNote values={values} />}
            <WhenAndWhere values={values} problems={problems} />
            <SubstanceLines rows={values.lines} problems={problems} />
            <PeopleRows rows={values.people} arrests={values.arrests} problems={problems} />
            <GoodsRows rows={values.assets} problems={problems} />
            <RouteRows rows={values.route} problems={problems} />
            <FormSection title={t("section.source")}>
              <SourceFields value={values.source} problems={problems} />
              <GradeFields values={values} problems={problems} />
              <HandlingFields values={values} problems={problems} />
              <NoteFields values={values} problems={problems} />
            </FormSection>
            {values.amends && <AmendReason amends={values.amends} problems={problems} />}
          </form>
        </div>
        <aside className={classes.side} aria-label={t("form.typing")}>
          <h2>{t("form.typing")}</h2>
          {(duplicates || values.otherEvents.length > 0) && <DuplicatePanel values={values} found={duplicates} />}
          <WarningsPanel warnings={warnings} confirmed={values.confirmed} asked={asked} onKeyDown={onFormKey} />
          <ConversionPanel rows={values.lines} />
          <OtherDrafts />
          {values.amends === null && (
            <section className={classes.others}>
              <h3>{t("template.label")}</h3>
              <KeepTemplate of={{ values }} />
            </section>
          )}
        </aside>
        {adding && <AddingContext value={{ asked: adding, close: () => setAdding(null) }}>{addInPlace}</AddingContext>}
        <SaveBar
          state={draft}
          openedAt={openedAt}
          busy={busy}
          onDiscard={discard}
          onKeep={() => void keep()}
          onSubmit={() => void submit()}
        />
      </div>
    </ReportContext>
  );
}

/** Why a submit came to nothing, where no field is to blame. */
function SubmitFailure({
  failure,
  signIn,
  signInAgain,
}: {
  failure: Failure | null;
  signIn: string;
  signInAgain: ReactNode;
}) {
  const t = useTranslations("reports.notice");
  const errors = useTranslations("errors");
  if (!failure) return null;
  if (failure.code === "UNAUTHENTICATED") return <SignedOut signIn={signIn}>{signInAgain}</SignedOut>;
  return (
    <Notice tone="error" live title={t("failed")}>
      {t("failedText")} {errors(`title.${failure.code}`)}: {errors(`text.${failure.code}`)}{" "}
      {failure.id && errors.rich("reference", { id: () => <code>{failure.id}</code> })}
    </Notice>
  );
}

/** What the form's parts share; made once, so that a row is drawn again only when it changes. */
function useParts(
  data: FormData,
  timeZone: string,
  dispatch: ReportParts["dispatch"],
  leave: ReportParts["leave"],
  ask: ReportParts["ask"],
): ReportParts {
  const locale = useLocale();
  const list = useTranslations("reports.list");
  const units = useTranslations("codes.unit");
  return useMemo(
    () => ({
      data,
      locale,
      timeZone,
      dispatch,
      leave,
      ask,
      points: pointFinder(data.points, locale, (parent) => list("within", { parent })),
      substances: substanceFinder(data.substances, locale),
      substanceBySlug: new Map(data.substances.map((substance) => [substance.slug, substance])),
      units: unitFinder((unit) => units(unit), locale, data.last?.units),
      countries: countryFinder(locale, countryName),
      currencies: currencyFinder(locale),
      languages: languageFinder(locale),
    }),
    [data, locale, timeZone, dispatch, leave, ask, list, units],
  );
}
