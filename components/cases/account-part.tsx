import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Children } from "react";
import { EdtfDate } from "@/components/ui/edtf-date";
import { HandlingMark } from "@/components/ui/handling-mark";
import { NotStated } from "@/components/ui/not-stated";
import { PeopleCount } from "@/components/ui/people-count";
import { ReportedQuantity } from "@/components/ui/reported-quantity";
import type { Account } from "@/lib/cases/schema";
import { countryName } from "@/lib/i18n/countries";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { AccountNames, AccountPart } from "@/lib/reports/types";

type PartProps = { part: AccountPart; account: Account; names: AccountNames };

/** What an account says in one part, in the reader's language. */
export function AccountPartText({ part, account, names }: PartProps) {
  const t = useTranslations("casefile");
  const codes = useTranslations("codes");
  const locale = useLocale();
  switch (part) {
    case "date":
      return <EdtfDate edtf={account.date} />;
    case "point": {
      const point = account.point === null ? undefined : names.points[account.point];
      return point ? nameIn(point, locale) : <NotStated text={t("noPoint")} />;
    }
    case "attribution":
      return account.attribution ? codes(`attribution.${account.attribution}`) : <NotStated />;
    case "transportMode":
      return account.transportMode ? codes(`transport.${account.transportMode}`) : <NotStated />;
    case "place":
    case "seizingAgency":
    case "concealment":
    case "note":
    case "externalReference":
      return account[part] ?? <NotStated />;
    case "source":
      return names.sources[String(account.source)] ?? <NotStated />;
    case "credibility":
      return codes(`credibility.${account.credibility}`);
    case "handling":
      return <HandlingMark handling={account.handling} />;
    case "arrests":
      return (
        <span>
          <PeopleCount {...account.arrests} />
          {account.arrests.words && ` ${t("people.quoted", { words: account.arrests.words })}`}
        </span>
      );
    case "lines":
      return <Rows rows={account.lines.map((line) => <LineText key={line.asReported} line={line} names={names} />)} />;
    case "people":
      return <Rows rows={account.people.map((one) => <PersonText key={one.role} one={one} names={names} />)} />;
    case "assets":
      return <Rows rows={account.assets.map((asset) => <AssetText key={asset.kind} asset={asset} />)} />;
    case "route":
      return (
        <Rows
          rows={account.route.map(({ kind, place, country, point }) => {
            const name = point === null ? undefined : names.points[point];
            const words = [place, name && nameIn(name, locale), country && countryName(country, locale)];
            return `${t(`leg.${kind}`)} ${words.filter(Boolean).join(", ")}`;
          })}
        />
      );
  }
}

function Rows({ rows }: { rows: readonly ReactNode[] }) {
  if (rows.length === 0) return <NotStated />;
  return (
    <ul>
      {Children.map(rows, (row) => (
        <li>{row}</li>
      ))}
    </ul>
  );
}

function LineText({ line, names }: { line: Account["lines"][number]; names: AccountNames }) {
  const locale = useLocale();
  const codes = useTranslations("codes");
  const substance = names.substances[line.substance];
  return (
    <>
      {line.asReported}
      {substance && ` (${nameIn(substance, locale)}, ${codes(`form.${line.form}`)})`}:{" "}
      <ReportedQuantity
        quantity={line.quantity}
        unit={line.unit}
        qualifier={line.qualifier}
        unitAsReported={line.unitAsReported}
      />
      {line.purity !== null &&
        line.purityBasis &&
        `, ${formatNumber(line.purity, locale)}\u2009% ${codes(`purityBasis.${line.purityBasis}`)}`}
    </>
  );
}

/** Somebody whose name is not open to this reader is "a person". */
function PersonText({
  one: { person, group, role, arrest },
  names,
}: {
  one: Account["people"][number];
  names: AccountNames;
}) {
  const t = useTranslations("casefile");
  const codes = useTranslations("codes");
  const known = person === null ? undefined : names.people[String(person)];
  return (
    <>
      {group === null &&
        (known
          ? [known.name, known.nameLatin, known.alias, known.aliasLatin].filter(Boolean).join(", ")
          : t("waiting.someone"))}
      {group?.words && t("people.quoted", { words: group.words })}
      {group && !group.words && <PeopleCount kind={group.qualifier} count={group.count} />}
      {role !== "unknown" && `, ${codes(`role.${role}`)}`}
      {arrest !== "unknown" && `, ${codes(`arrest.${arrest}`)}`}
    </>
  );
}

function AssetText({ asset }: { asset: Account["assets"][number] }) {
  const codes = useTranslations("codes");
  const locale = useLocale();
  const words = [
    asset.count !== null && formatNumber(asset.count, locale),
    asset.amount !== null && `${asset.currency} ${formatNumber(asset.amount, locale)}`,
    asset.stated && `(${asset.stated.currency} ${formatNumber(asset.stated.amount, locale)})`,
    asset.description,
  ];
  return `${codes(`assetKind.${asset.kind}`)}: ${words.filter(Boolean).join(" ")}`;
}
