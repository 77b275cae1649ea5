"use client";

import { IconAlertTriangle, IconCopy } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Popup } from "@/components/ui/popup";
import { useWarningText } from "@/components/ui/use-warning-text";
import classes from "./review.module.css";
import type { QueueRowView } from "./row-view";

/** Who wrote the version. */
export function Author({ row: { author } }: { row: QueueRowView }) {
  const codes = useTranslations("codes");
  return author.builtIn ? codes(`userRole.${author.builtIn}`) : author.name;
}

/** A cell of what the version says otherwise than the one that it is compared with: marked by its ground and by a word. */
export function Changed({
  row: { changed },
  parts,
  children,
}: {
  row: QueueRowView;
  parts: readonly QueueRowView["changed"][number][];
  children: ReactNode;
}) {
  const t = useTranslations("review");
  if (!parts.some((part) => changed.includes(part))) return children;
  return (
    <mark className={classes.mark}>
      <span className="visually-hidden">{t("changedHere")} </span>
      {children}
    </mark>
  );
}

/** What a reviewer looks at twice: warnings that the author confirmed, and cases that are probably the same event. */
export function Doubts({ row: { confirmed, duplicates } }: { row: QueueRowView }) {
  const t = useTranslations("review.doubt");
  const warnings = useTranslations("warnings");
  const why = useTranslations("reports.duplicates");
  const text = useWarningText();
  return (
    <span className={classes.doubts}>
      {confirmed.length > 0 && (
        <Popup
          className={classes.doubt}
          panelClassName={classes.panel}
          label={t("confirmed", { count: confirmed.length })}
          title={t("confirmed", { count: confirmed.length })}
          trigger={
            <>
              <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
              {confirmed.length}
            </>
          }
        >
          <p className={classes.panelTitle}>{t("confirmed", { count: confirmed.length })}</p>
          <ul>
            {confirmed.map((warning) => (
              <li key={`${warning.path} ${warning.code}`}>
                {text(warning)} <b>{warnings("because", { reason: warning.reason })}</b>
              </li>
            ))}
          </ul>
        </Popup>
      )}
      {duplicates.total > 0 && (
        <Popup
          className={classes.doubt}
          panelClassName={classes.panel}
          label={t("duplicates", { count: duplicates.total })}
          title={t("duplicates", { count: duplicates.total })}
          trigger={
            <>
              <IconCopy size={15} stroke={1.75} aria-hidden="true" />
              {duplicates.total}
            </>
          }
        >
          <p className={classes.panelTitle}>{t("duplicates", { count: duplicates.total })}</p>
          <ul>
            {duplicates.cases.map(({ reference, reasons, setAside }) => (
              <li key={reference}>
                <Link href={`/cases/${reference}` as Route} prefetch={false}>
                  {reference}
                </Link>{" "}
                {reasons.map((reason) => why(`reason.${reason}`)).join(t("separator"))}
                {setAside && <b> {t("setAside")}</b>}
              </li>
            ))}
          </ul>
          {duplicates.total > duplicates.cases.length && (
            <p>{t("more", { count: duplicates.total - duplicates.cases.length })}</p>
          )}
          <p className={classes.help}>{t("help")}</p>
        </Popup>
      )}
    </span>
  );
}

/** What kind of version it is, in what it differs from the one before, and why the viewer may not decide, if so. */
export function WhatWaits({ row }: { row: QueueRowView }) {
  const { kind, version, before, changed, decision, ownerAgency } = row;
  const t = useTranslations("review");
  const parts = useTranslations("casefile.waiting");
  const words = changed.map((part) => parts(`part.${part}`)).join(t("separator"));
  const since =
    before === null ? null : words === "" ? t("nothingChanged", { before }) : t("changed", { before, parts: words });
  const right =
    decision === "own-version" ? t("ownVersion") : decision === "closed" ? t("others", { agency: ownerAgency }) : null;
  return (
    <span className={classes.what} title={[t(`kind.${kind}`, { version }), since, right].filter(Boolean).join(" · ")}>
      {kind === "amendment" ? (
        <Badge tone="warn">{t("kind.amendment")}</Badge>
      ) : kind === "first" ? (
        right === null && t("kind.first")
      ) : (
        <span>{t(`kind.${kind}`, { version })}</span>
      )}
      {since !== null && <span className={classes.changed}>{since}</span>}
      {right !== null && <span className={classes.right}>{right}</span>}
    </span>
  );
}
