import { IconLock, IconLockOpen2 } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { NotStated } from "@/components/ui/not-stated";
import { PeopleCount } from "@/components/ui/people-count";
import { Section } from "@/components/ui/section";
import { countryName } from "@/lib/i18n/countries";
import type { PersonName } from "@/lib/reports/form";
import type { CaseFile, FileInvolvement } from "@/lib/reports/types";
import classes from "./file-people.module.css";
import table from "./file-table.module.css";

const columns = ["knownAs", "count", "role", "tier", "arrest", "nationality", "category", "basis"] as const;

/** Who was involved and how, and what the source says of arrests. A name shows to those who may read it, and its showing is logged. */
export function FilePeople({
  file: { people, involvements, arrests },
}: {
  file: Pick<CaseFile, "people" | "involvements" | "arrests">;
}) {
  const t = useTranslations("casefile.people");
  const unbounded = involvements.find(({ group }) => group?.qualifier === "unknown")?.group;
  const stated = (
    <>
      {t("arrests")}{" "}
      <span className={classes.stated}>
        <PeopleCount {...arrests} />
        {arrests.words && <> {t("quoted", { words: arrests.words })}</>}
      </span>
    </>
  );
  return (
    <Section
      id="people"
      title={t("title")}
      count={people.count !== null && <PeopleCount {...people} />}
      note={stated}
      ruled={involvements.length === 0}
    >
      {involvements.length === 0 ? (
        <p className={table.hint}>{t("none")}</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              {columns.map((key) => (
                <th key={key} scope="col" className={key === "count" ? table.number : undefined}>
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {involvements.map((one) => (
              <Involvement key={one.position} one={one} />
            ))}
          </tbody>
        </table>
      )}
      {unbounded && (
        <p className={table.hint}>{unbounded.words ? t("bound", { words: unbounded.words }) : t("boundUnworded")}</p>
      )}
    </Section>
  );
}

function Involvement({ one }: { one: FileInvolvement }) {
  const t = useTranslations("casefile.people");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const { group } = one;
  return (
    <tr>
      <td data-label={t("knownAs")}>{one.person ? <Name name={one.person.name} /> : <Group group={group} />}</td>
      <td data-label={t("count")} className={table.number}>
        {group?.qualifier === "unknown" && group.words ? (
          <span>{t("quoted", { words: group.words })}</span>
        ) : (
          <PeopleCount kind={group?.qualifier ?? "exact"} count={group ? group.count : 1} />
        )}
      </td>
      <td data-label={t("role")}>{one.role === "unknown" ? <NotStated /> : codes(`role.${one.role}`)}</td>
      <td data-label={t("tier")}>{one.tier === "unknown" ? <NotStated /> : codes(`tier.${one.tier}`)}</td>
      <td data-label={t("arrest")}>{one.arrest === "unknown" ? <NotStated /> : codes(`arrest.${one.arrest}`)}</td>
      <td data-label={t("nationality")}>
        {one.nationality === null ? <NotStated text={t("notRecorded")} /> : countryName(one.nationality, locale)}
      </td>
      <td data-label={t("category")}>{codes(`dataSubject.${one.dataSubject}`)}</td>
      <td data-label={t("basis")}>{codes(`basis.${one.basis}`)}</td>
    </tr>
  );
}

function Name({ name }: { name: PersonName | null }) {
  const t = useTranslations("casefile.people");
  if (!name)
    return (
      <span className={classes.closed} title={t("closedHelp")}>
        <IconLock size={14} stroke={1.75} aria-hidden="true" /> {t("closed")}
      </span>
    );
  const real = name.name ?? name.nameLatin;
  const alias = name.alias ?? name.aliasLatin;
  return (
    <span className={classes.name}>
      {real && <strong>{real}</strong>}
      {name.name && name.nameLatin && <span className={classes.other}>{name.nameLatin}</span>}
      {alias && (
        <span className={classes.alias}>
          <strong>{t("quoted", { words: alias })}</strong> <Badge>{t("alias")}</Badge>
        </span>
      )}
      {name.alias && name.aliasLatin && <span className={classes.other}>{name.aliasLatin}</span>}
      <span className={classes.logged} role="img" aria-label={t("logged")} title={t("logged")}>
        <IconLockOpen2 size={14} stroke={1.75} aria-hidden="true" />
      </span>
    </span>
  );
}

function Group({ group }: { group: FileInvolvement["group"] }) {
  const t = useTranslations("casefile.people");
  if (!group || group.count === null)
    return <span>{group?.words ? t("wordedGroup", { words: group.words }) : t("unnamedGroup")}</span>;
  if (group.words) return <span>{t("wordedGroup", { words: group.words })}</span>;
  return <span>{group.qualifier === "exact" ? t("unnamed", { count: group.count }) : t("unnamedGroup")}</span>;
}
