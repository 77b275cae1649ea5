"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatInstant } from "@/lib/i18n/format";
import type { Clash, Merged } from "@/lib/reports/amendment";
import type { ReportValues } from "@/lib/reports/form";
import type { FormVersion } from "@/lib/reports/types";
import { useActorName } from "./actor-name";
import classes from "./merge-panel.module.css";
import { idOf, mergeId, useReport } from "./report-context";
import type { Amendment } from "./use-amendment";
import { SideText } from "./value-text";

type Choices = Record<string, "mine" | "theirs">;

/**
 * Somebody else's version came first: what of it meets nothing typed here is taken over, and of what both changed one side is chosen. What
 * was typed stays in the draft until then.
 */
export function MergePanel({
  ahead,
  values,
  merge,
  onMerged,
}: {
  ahead: FormVersion;
  values: ReportValues;
  merge: Amendment["merge"];
  onMerged: (values: ReportValues) => void;
}) {
  const { timeZone } = useReport();
  const t = useTranslations("reports.amend.merge");
  const actorName = useActorName();
  const partName = usePartName();
  const [choices, setChoices] = useState<Choices>({});
  const [missing, setMissing] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);

  const { clashes, taken } = merge(values, {});
  const open = clashes.filter(({ id }) => choices[id] === undefined);
  function go() {
    setMissing(open.length > 0);
    const [first] = open;
    if (first) document.getElementById(`${idOf(first.id)}-mine`)?.focus();
    else onMerged(merge(values, choices).values);
  }
  const time = formatInstant(new Date(ahead.at), timeZone);
  return (
    <div ref={panel} id={mergeId} tabIndex={-1} className={classes.panel}>
      <Notice tone="warn" live title={t("title", { actor: actorName(ahead.author), number: ahead.number, time })}>
        {ahead.reason && t("reason", { reason: ahead.reason })}{" "}
        {taken.length > 0 ? t("taken", { parts: taken.map(partName).join(", ") }) : t("nothingTaken")}
        <p>{clashes.length > 0 ? t("clashes", { count: clashes.length }) : t("noClash")}</p>
        {clashes.map((clash) => (
          <ClashChoice
            key={clash.id}
            clash={clash}
            number={ahead.number}
            choice={choices[clash.id]}
            wrong={missing && choices[clash.id] === undefined}
            onChoose={(side) => setChoices((before) => ({ ...before, [clash.id]: side }))}
          />
        ))}
        {missing && open.length > 0 && <p className={classes.missing}>{t("missing", { count: open.length })}</p>}
        <Button look="primary" onClick={go}>
          {t("go")}
        </Button>
      </Notice>
    </div>
  );
}

/** What the part of a report is called in which something changed. */
function usePartName(): (part: Merged["taken"][number]) => string {
  const field = useTranslations("reports.field");
  const section = useTranslations("reports.section");
  return (part) => {
    if (part === "lines" || part === "people" || part === "route") return section(part);
    return part === "assets" ? section("goods") : field(part);
  };
}

function ClashChoice({
  clash,
  number,
  choice,
  wrong,
  onChoose,
}: {
  clash: Clash;
  number: number;
  choice: "mine" | "theirs" | undefined;
  wrong: boolean;
  onChoose: (side: "mine" | "theirs") => void;
}) {
  const t = useTranslations("reports.amend.merge");
  const partName = usePartName();
  const name = useId();
  const row = clash.id.split(".")[1];
  return (
    <fieldset className={classes.clash} aria-invalid={wrong || undefined}>
      <legend>{row === undefined ? partName(clash.part) : t("row", { part: partName(clash.part), row })}</legend>
      {(["mine", "theirs"] as const).map((side) => (
        <label key={side} className={classes.side}>
          <input
            type="radio"
            id={`${idOf(clash.id)}-${side}`}
            name={name}
            checked={choice === side}
            onChange={() => onChoose(side)}
          />
          <span>
            <strong>{side === "mine" ? t("mine") : t("theirs", { number })}</strong>{" "}
            <SideText clash={clash} side={side} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
