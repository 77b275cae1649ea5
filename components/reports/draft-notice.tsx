"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DraftState } from "@/components/forms/draft-saver";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatInstantTime } from "@/lib/i18n/format";
import { useReport } from "./report-context";

/**
 * What stands between the draft and the server, and what to do about it. Nothing while all is well.
 * @param signIn address of the sign-in page that leads back here; @param signInAgain signs in without leaving
 */
export function DraftNotice({
  state,
  signIn,
  signInAgain,
  onSettle,
}: {
  state: DraftState<unknown>;
  signIn: string;
  signInAgain: ReactNode;
  onSettle: (choice: "mine" | "theirs") => void;
}) {
  const { timeZone } = useReport();
  const t = useTranslations("reports.notice");
  const time = (instant: string) => formatInstantTime(new Date(instant), timeZone);
  switch (state.status) {
    case "kept":
      return (
        <Notice tone="warn" live title={t("offline", { time: time(state.since ?? state.at ?? "") })}>
          {t("offlineText")}
        </Notice>
      );
    case "signed-out":
      return <SignedOut signIn={signIn}>{signInAgain}</SignedOut>;
    case "conflict":
      return (
        <Notice
          tone="warn"
          live
          title={t("conflict", { time: time(state.other?.savedAt ?? state.at ?? "") })}
          actions={
            <>
              <Button look="primary" onClick={() => onSettle("mine")}>
                {t("mine")}
              </Button>
              <Button onClick={() => onSettle("theirs")}>{t("theirs")}</Button>
            </>
          }
        >
          {t("conflictText")}
        </Notice>
      );
    case "refused":
      return (
        <Notice tone="error" live title={t("refused")}>
          {t("refusedText")}
        </Notice>
      );
    case "submitted":
      return (
        <Notice
          tone="info"
          live
          title={t("submitted")}
          actions={
            <ButtonLink look="primary" href={`/cases/${state.reference}` as Route}>
              {t("openCase", { reference: state.reference ?? "" })}
            </ButtonLink>
          }
        />
      );
    default:
      return state.takenOver ? (
        <Notice tone="info" live title={t("takenOver", { time: time(state.takenOver) })}>
          {t("takenOverText")}
        </Notice>
      ) : null;
  }
}

/** The session ended: one signs in here and goes on, or on the sign-in page, which leads back. @param children signs in without leaving */
export function SignedOut({ signIn, children }: { signIn: string; children: ReactNode }) {
  const t = useTranslations("reports.notice");
  return (
    <Notice
      tone="warn"
      live
      title={t("signedOut")}
      actions={<ButtonLink href={signIn as Route}>{t("signIn")}</ButtonLink>}
    >
      {t("signedOutText")}
      {children}
    </Notice>
  );
}
