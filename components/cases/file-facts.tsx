import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Fragment } from "react";
import { DefinitionList } from "@/components/ui/definition-list";
import { EdtfDate } from "@/components/ui/edtf-date";
import { NotStated } from "@/components/ui/not-stated";
import { daysBetween } from "@/lib/dates/delay";
import { describeDate } from "@/lib/dates/describe";
import { countryName } from "@/lib/i18n/countries";
import type { Names } from "@/lib/i18n/names";
import { allNames, nameIn } from "@/lib/i18n/names";
import type { CaseFile, FileLeg } from "@/lib/reports/types";
import { useActorName } from "./file-actor";
import classes from "./file-facts.module.css";

type FactKey =
  | "when"
  | "where"
  | "basis"
  | "place"
  | "agency"
  | "transport"
  | "concealment"
  | "route"
  | "owner"
  | "team";

const narrow = { type: "conjunction", style: "narrow" } as const;

/** The resolved facts of a case, in the side column. What the source does not say is named in one line, never left out. */
export function FileFacts({ file }: { file: CaseFile }) {
  const t = useTranslations("casefile");
  const codes = useTranslations("codes");
  const actorName = useActorName();
  const format = useFormatter();
  const transport = file.transportMode === "unknown" ? null : file.transportMode;
  const stated: { key: FactKey; value: ReactNode }[] = [
    { key: "place", value: file.place },
    { key: "agency", value: file.seizingAgency },
    { key: "transport", value: transport && codes(`transport.${transport}`) },
    { key: "concealment", value: file.concealment },
    { key: "route", value: file.route.length === 0 ? null : <Route legs={file.route} /> },
  ];
  const silent = stated.filter(({ value }) => value === null).map(({ key }) => t(`fact.${key}`));
  const fact = (key: FactKey, value: ReactNode) => ({ key, term: t(`fact.${key}`), value });
  const items = [
    fact("when", <When date={file.date} />),
    fact("where", <Where point={file.point} />),
    ...(file.attribution
      ? [
          fact(
            "basis",
            <span title={codes(`attributionHelp.${file.attribution}`)}>
              {codes(`attribution.${file.attribution}`)}
            </span>,
          ),
        ]
      : []),
    ...stated.flatMap(({ key, value }) => (value === null ? [] : [fact(key, value)])),
    fact("owner", file.ownerAgency),
    fact("team", format.list(file.team.map(actorName), narrow)),
    ...(silent.length > 0
      ? [
          {
            key: "silent",
            term: <NotStated />,
            value: <span className={classes.silent}>{format.list(silent, narrow)}</span>,
          },
        ]
      : []),
  ];
  return (
    <section aria-label={t("facts")}>
      <DefinitionList items={items} />
    </section>
  );
}

function When({ date }: { date: CaseFile["date"] }) {
  const t = useTranslations();
  const locale = useLocale();
  if (!date) return <NotStated />;
  const { key, values } = describeDate(date, locale);
  const days = daysBetween(date.from, date.to) + 1;
  return (
    <>
      <EdtfDate edtf={date.edtf} />
      <span className={classes.aside}>
        {t(`dates.${key}`, values)}
        {days > 1 && ` · ${t("casefile.days", { count: days })}`}
      </span>
    </>
  );
}

function Where({ point }: { point: CaseFile["point"] }) {
  const t = useTranslations("casefile");
  const locale = useLocale();
  if (!point) return <NotStated text={t("noPoint")} />;
  return (
    <>
      <ThreeScripts names={point} />
      {point.parent && <span className={classes.aside}>{t("within", { point: nameIn(point.parent, locale) })}</span>}
    </>
  );
}

/** A name in each script, the reader's first. */
function ThreeScripts({ names }: { names: Names }) {
  const [first, ...others] = allNames(names, useLocale());
  return (
    <>
      <span lang={first?.lang}>{first?.text}</span>
      {others.map(({ text, lang }) => (
        <Fragment key={lang}>
          {" "}
          <span lang={lang} className={classes.script}>
            {text}
          </span>
        </Fragment>
      ))}
    </>
  );
}

function Route({ legs }: { legs: readonly FileLeg[] }) {
  const t = useTranslations("casefile");
  const locale = useLocale();
  return legs
    .map(({ kind, place, country, point }) => {
      const words = [place, point && nameIn(point, locale), country && countryName(country, locale)].filter(Boolean);
      return `${t(`leg.${kind}`)} ${words.join(", ")}`;
    })
    .join("; ");
}
