"use client";

import { IconClockEdit } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Derived } from "@/components/ui/derived";
import { DocumentedMark } from "@/components/ui/documented-mark";
import { NotStated } from "@/components/ui/not-stated";
import { PeopleCount } from "@/components/ui/people-count";
import { StatusMark } from "@/components/ui/status-mark";
import classes from "./cells.module.css";
import type { MassView, RowView } from "./row-view";

/** Reference, the operation's name, and whether the case stands in published sources. */
export function CaseName({ reference, operation, documented }: RowView) {
  return (
    <span className={classes.name}>
      <span className={operation ? classes.reference : classes.alone}>{reference}</span>
      {operation && <span className={classes.operation}>{operation}</span>}
      {documented && <DocumentedMark />}
    </span>
  );
}

/** How many people; where no header says so, that it is people who are not stated. */
export function PeopleCell({ people }: Pick<RowView, "people">) {
  const t = useTranslations("cases");
  if (people.count !== null) return <PeopleCount {...people} />;
  return (
    <>
      <span className={classes.wide}>
        <NotStated />
      </span>
      <i className={classes.narrow}>{t("peopleNotStated")}</i>
    </>
  );
}

/** What the lines weigh together: in ink when stated as a weight, dotted when Weir worked it out. */
export function Mass({ mass }: { mass: MassView | null }) {
  const words = useMassWords();
  if (!mass) return <NotStated />;
  const figure = (
    <>
      {(mass.sign === "≥" || mass.sign === "≤") && `${mass.sign}\u2009`}
      {mass.text}
      {mass.unit !== "kg" && <span className={classes.unit}> {mass.unit === "ug" ? "µg" : mass.unit}</span>}
    </>
  );
  return (
    <span title={words(mass)}>
      {mass.sign === "" ? figure : <Derived approx={mass.sign === "≈"}>{figure}</Derived>}
    </span>
  );
}

/** What a figure rests on, in a sentence or two. */
function useMassWords(): (mass: MassView) => string {
  const t = useTranslations("cases");
  return ({ converted, incomplete, low, high }) => {
    const range =
      low !== null && high !== null
        ? t("massRange", { low, high })
        : low !== null
          ? t("massFrom", { low })
          : high !== null
            ? t("massUpTo", { high })
            : null;
    return [t(converted ? "massConverted" : "massStated"), range, incomplete ? t("massIncomplete") : null]
      .filter((part) => part !== null)
      .join(" · ");
  };
}

/** Status, and whether a change of the case waits for review. */
export function StatusCell({ status, atSource, waiting }: Pick<RowView, "status" | "atSource" | "waiting">) {
  const t = useTranslations("cases");
  return (
    <span
      className={classes.status}
      data-status={status}
      title={atSource && status === "verified" ? t("atSource") : undefined}
    >
      <StatusMark status={status} />
      {waiting && (
        <span role="img" aria-label={t("waiting")} title={t("waiting")} className={classes.waiting}>
          <IconClockEdit size={15} stroke={1.75} aria-hidden="true" />
        </span>
      )}
    </span>
  );
}
