"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NativeSelect } from "@/components/forms/controls";
import { ReasonForm } from "@/components/forms/reason-form";
import { Notice } from "@/components/ui/notice";
import { lookForClashes, mergeSource, separateSource } from "@/lib/sources/actions";
import type { Clash, MergeEffect, SourcePage } from "@/lib/sources/types";
import classes from "./sources.module.css";

/** Merges this source into another one, after a look at what stands in the way. */
export function MergeSource({ id, candidates }: { id: number; candidates: SourcePage["candidates"] }) {
  const t = useTranslations("sources.merge");
  const [into, setInto] = useState("");
  const [effect, setEffect] = useState<MergeEffect | null>(null);
  const field = useId();
  const clashes = effect ? effect.clashes.length + effect.hidden : 0;

  async function choose(value: string) {
    setInto(value);
    setEffect(null);
    if (value === "") return;
    const found = await lookForClashes({ id, into: Number(value) });
    setEffect(found.ok ? found.data : { clashes: [], hidden: 0 });
  }

  return (
    <ReasonForm
      look="default"
      words={{
        open: t("open"),
        why: t("why"),
        help: t("help"),
        go: t("go"),
        done: t("done"),
        conflict: t("conflict"),
      }}
      ready={effect !== null && clashes === 0}
      work={(reason) => mergeSource({ id, into: Number(into), reason })}
    >
      <div className={classes.choice}>
        <label htmlFor={field}>{t("into")}</label>
        <NativeSelect id={field} value={into} onChange={(event) => void choose(event.currentTarget.value)}>
          <option value="">{t("choose")}</option>
          {candidates.map(({ id: other, title, publisher, published }) => (
            <option key={other} value={other}>
              {[title, publisher, published].filter(Boolean).join(" · ")}
            </option>
          ))}
        </NativeSelect>
        {effect && clashes > 0 && <Clashes effect={effect} count={clashes} />}
        {effect && clashes === 0 && <p className={classes.quiet}>{t("free")}</p>}
      </div>
    </ReasonForm>
  );
}

function Clashes({ effect: { clashes, hidden }, count }: { effect: MergeEffect; count: number }) {
  const t = useTranslations("sources.merge");
  return (
    <Notice tone="warn" live title={t("clash", { count })}>
      {t("clashText")}
      <ul className={classes.clashes}>
        {clashes.map((clash) => (
          <li key={clash.reference}>
            {clash.reference}: <CaseLinks clash={clash} />
          </li>
        ))}
        {hidden > 0 && <li>{t("hidden", { count: hidden })}</li>}
      </ul>
    </Notice>
  );
}

function CaseLinks({ clash: { cases } }: { clash: Clash }) {
  const seen = cases.filter((reference) => reference !== null);
  return seen.map((reference, at) => (
    <span key={reference}>
      {at > 0 && " · "}
      <Link href={`/cases/${reference}` as Route} prefetch={false}>
        {reference}
      </Link>
    </span>
  ));
}

/** Takes a merge back. */
export function SeparateSource({ id }: { id: number }) {
  const t = useTranslations("sources.separate");
  return (
    <ReasonForm
      look="default"
      words={{
        open: t("open"),
        why: t("why"),
        help: t("help"),
        go: t("go"),
        done: t("done"),
        conflict: t("conflict"),
      }}
      work={(reason) => separateSource({ id, reason })}
    />
  );
}
