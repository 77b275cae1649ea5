"use client";

import { IconCloudCheck, IconCloudOff, IconCloudUp } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DraftState } from "@/components/forms/draft-saver";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { formatInstantTime } from "@/lib/i18n/format";
import { useReport } from "./report-context";
import classes from "./save-bar.module.css";

/** Where the draft is kept, always with a time, and what can be done with it. @param openedAt instant at which the page was made */
export function SaveBar({
  state,
  openedAt,
  busy,
  onDiscard,
  onKeep,
  onSubmit,
}: {
  state: Pick<DraftState<unknown>, "status" | "at">;
  openedAt: string;
  busy: boolean;
  onDiscard: () => Promise<void>;
  onKeep: () => void;
  onSubmit: () => void;
}) {
  const t = useTranslations("reports.save");
  const keys = useTranslations("reports.key");
  const [asking, setAsking] = useState(false);
  if (asking)
    return (
      <fieldset className={classes.bar} aria-label={t("discardAsk")}>
        <strong className={classes.ask}>{t("discardAsk")}</strong>
        <div className={classes.actions}>
          <Button onClick={() => setAsking(false)} autoFocus>
            {t("discardNo")}
          </Button>
          <Button look="danger" onClick={() => void onDiscard().catch(() => setAsking(false))}>
            {t("discardYes")}
          </Button>
        </div>
      </fieldset>
    );
  return (
    <div className={classes.bar}>
      <SaveState state={state} openedAt={openedAt} />
      <div className={classes.actions}>
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t("discard")}
        </Button>
        <Button onClick={onKeep}>{t("keep")}</Button>
        <Button look="primary" onClick={onSubmit} aria-disabled={busy || undefined}>
          {busy ? (
            t("submitting")
          ) : (
            <>
              {t("submit")}
              <span className={classes.keys}>
                <Kbd tone="accent">{keys("submit")}</Kbd>
              </span>
            </>
          )}
        </Button>
      </div>
    </div>
  );
}

/** In words, with a time in the agency's zone. Said aloud only when it changes kind, not with every save. */
function SaveState({ state, openedAt }: { state: Pick<DraftState<unknown>, "status" | "at">; openedAt: string }) {
  const { timeZone } = useReport();
  const t = useTranslations("reports.save");
  const time = formatInstantTime(new Date(state.at ?? openedAt), timeZone, true);
  const fine = <IconCloudCheck className={classes.fine} size={18} stroke={1.75} aria-hidden="true" />;
  const going = <IconCloudUp size={18} stroke={1.75} aria-hidden="true" />;
  const off = <IconCloudOff className={classes.off} size={18} stroke={1.75} aria-hidden="true" />;
  const said = {
    untouched: { icon: fine, what: t("opened", { time }), where: t("openedWhere") },
    saved: { icon: fine, what: t("saved", { time }), where: t("savedWhere") },
    waiting: { icon: going, what: state.at ? t("saving", { time }) : t("savingFirst", { time }), where: null },
    saving: { icon: going, what: state.at ? t("saving", { time }) : t("savingFirst", { time }), where: null },
    kept: { icon: off, what: t("kept", { time }), where: t("keptWhere") },
    "signed-out": { icon: off, what: t("kept", { time }), where: t("keptWhere") },
    conflict: { icon: off, what: t("stopped", { time }), where: null },
    taken: { icon: going, what: t("savingFirst", { time }), where: null },
    refused: { icon: off, what: t("stopped", { time }), where: t("keptWhere") },
    submitted: { icon: fine, what: t("saved", { time }), where: null },
  }[state.status];
  return (
    <p className={classes.state} data-status={state.status}>
      {said.icon}
      <span>
        {said.what} {said.where && <span className={classes.where}>{said.where}</span>}
      </span>
    </p>
  );
}
