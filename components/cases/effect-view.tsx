"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { PeopleCount } from "@/components/ui/people-count";
import type { ActionResult } from "@/lib/errors";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import { formatGrams } from "@/lib/quantity/format";
import type { CaseFacts, Effect } from "@/lib/reports/effect";
import classes from "./effect-view.module.css";

/** What a decision would do, before it is done: to the months of the trends, and to what each case says. */
export function EffectView({ effect }: { effect: ActionResult<Effect> | null }) {
  const t = useTranslations("casefile.effect");
  const errors = useTranslations("errors");
  const every = useTranslations();
  if (!effect) return <p className={classes.wait}>{t("working")}</p>;
  if (!effect.ok) {
    const key = effect.error.fields[0]?.message as Parameters<typeof every>[0] | undefined;
    return (
      <Notice tone="error" live>
        {key && every.has(key) ? every(key) : errors(`text.${effect.error.code}`)}
      </Notice>
    );
  }
  const { bars, cases } = effect.data;
  return (
    <section className={classes.effect} aria-label={t("title")}>
      <p className={classes.title}>{t("title")}</p>
      {bars.length === 0 ? (
        <p>{t("noBar")}</p>
      ) : (
        <ul>
          {bars.map((bar) => (
            <Bar key={`${bar.month} ${bar.point?.slug}`} bar={bar} />
          ))}
        </ul>
      )}
      {cases.map((one) => (
        <CaseEffect key={one.reference} one={one} titled={cases.length > 1} />
      ))}
    </section>
  );
}

function Bar({ bar: { month, point, before, after } }: { bar: Effect["bars"][number] }) {
  const t = useTranslations("casefile.effect");
  const format = useFormatter();
  const locale = useLocale();
  const when = month
    ? format.dateTime(new Date(`${month}-01T00:00:00Z`), { year: "numeric", month: "long", timeZone: "UTC" })
    : t("noMonth");
  return <li>{t("bar", { month: when, point: point ? nameIn(point, locale) : t("noPoint"), before, after })}</li>;
}

function CaseEffect({ one: { reference, before, after }, titled }: { one: Effect["cases"][number]; titled: boolean }) {
  const t = useTranslations("casefile.effect");
  if (!before) return null;
  if (!after) return <p>{t("emptied", { reference })}</p>;
  const rows = factNames.filter((name) => said(before, name) !== said(after, name));
  if (rows.length === 0) return titled ? <p>{t("same", { reference })}</p> : <p>{t("sameHere")}</p>;
  return (
    <table className={classes.table}>
      {titled && <caption>{reference}</caption>}
      <tbody>
        {rows.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`fact.${name}`)}</th>
            <td>
              <Fact name={name} facts={before} />
            </td>
            <td aria-hidden="true">→</td>
            <td>
              <Fact name={name} facts={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const factNames = ["status", "edtf", "point", "total", "people", "lines"] as const;
type FactName = (typeof factNames)[number];
const said = (facts: CaseFacts, name: FactName) => JSON.stringify(facts[name]);

function Fact({ name, facts }: { name: FactName; facts: CaseFacts }) {
  const t = useTranslations("casefile.effect");
  const codes = useTranslations("codes");
  const locale = useLocale();
  switch (name) {
    case "status":
      return codes(`status.${facts.status}`);
    case "edtf":
      return facts.edtf ?? t("none");
    case "point":
      return facts.point ? nameIn(facts.point, locale) : t("none");
    case "total": {
      if (facts.total === null) return t("none");
      const { value, unit } = formatGrams(facts.total.central ?? "0");
      return `${formatNumber(value, locale)}\u2009${codes(`unitShort.${unit}`)}`;
    }
    case "people":
      return facts.people.kind === "unknown" ? t("none") : <PeopleCount {...facts.people} />;
    case "lines":
      return formatNumber(facts.lines, locale);
  }
}
