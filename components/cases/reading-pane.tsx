"use client";

import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Failure } from "@/lib/errors";
import type { ShowCase } from "./pane-context";
import { PaneContext } from "./pane-context";
import classes from "./reading-pane.module.css";

type Shown =
  | { reference: string; of: unknown; content: ReactNode }
  | { reference: string; of: unknown; failure: Failure };

/**
 * One case beside the list. What was shown stays until the next one is there. @param stamp something else whenever the list was made anew: then
 * the case may have changed too
 */
export function ReadingPane({
  reference,
  stamp,
  show,
  onClose,
}: {
  reference: string;
  stamp: unknown;
  show: ShowCase;
  onClose: () => void;
}) {
  const t = useTranslations("cases.pane");
  const errors = useTranslations("errors");
  const [shown, setShown] = useState<Shown | null>(null);
  const [pending, start] = useTransition();
  const asked = useRef({ reference: "", of: stamp as unknown });

  function ask(names: boolean) {
    asked.current = { reference, of: stamp };
    const of = asked.current;
    start(async () => {
      const result = await show({ reference, names });
      if (asked.current !== of) return;
      start(() =>
        setShown(
          result.ok ? { reference, of: stamp, content: result.data } : { reference, of: stamp, failure: result.error },
        ),
      );
    });
  }
  useEffect(() => {
    if (asked.current.reference !== reference || asked.current.of !== stamp) ask(false);
  });
  const pane = useRef<HTMLElement>(null);
  const top = useRef("");
  // Another case begins at its top.
  useEffect(() => {
    if (!shown || top.current === shown.reference) return;
    top.current = shown.reference;
    pane.current?.scrollTo({ top: 0 });
  });

  return (
    <aside ref={pane} className={classes.pane} aria-label={t("label")} aria-busy={pending} data-print="hide">
      <Button
        look="quiet"
        square
        className={classes.close}
        onClick={onClose}
        aria-label={t("close")}
        title={t("close")}
      >
        <IconX size={18} stroke={1.75} aria-hidden="true" />
      </Button>
      {shown === null ? (
        <div className={classes.wait}>
          <SkeletonRows rows={8} columns="1fr 2fr" />
        </div>
      ) : "failure" in shown ? (
        <div className={classes.wait}>
          <Notice
            tone="error"
            title={errors(`title.${shown.failure.code}`)}
            actions={<Button onClick={() => ask(false)}>{t("again")}</Button>}
          >
            {errors(`text.${shown.failure.code}`)} {shown.failure.id}
          </Notice>
        </div>
      ) : (
        <PaneContext value={{ openNames: () => ask(true), pending }}>
          <div data-pending={(shown.reference !== reference && pending) || undefined} className={classes.content}>
            {shown.content}
          </div>
        </PaneContext>
      )}
    </aside>
  );
}
