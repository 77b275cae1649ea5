import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import { accountsHref } from "@/lib/admin/rules";
import type { AgencyRow } from "@/lib/auth/types";
import { formatInstantDay } from "@/lib/i18n/format";
import classes from "./admin.module.css";
import { AdminFrame } from "./admin-frame";
import { AgencyForm } from "./agency-form";

/** All agencies, and a form for another one. @param now for the day it is in each */
export function AgenciesView({ agencies, now }: { agencies: readonly AgencyRow[]; now: Date }) {
  const t = useTranslations("admin");
  return (
    <AdminFrame part="agencies" title={t("agency.title")} narrow>
      <div>
        <p className={classes.lead}>{t("agency.lead")}</p>
        <table className={classes.table} aria-label={t("agency.title")}>
          <thead>
            <tr>
              {(["name", "code", "timeZone", "today"] as const).map((key) => (
                <th key={key} scope="col">
                  {t(`column.${key}`)}
                </th>
              ))}
              <th scope="col" className={classes.number}>
                {t("column.accounts")}
              </th>
            </tr>
          </thead>
          <tbody>
            {agencies.map(({ code, name, timeZone, accounts }) => (
              <tr key={code}>
                <td className={classes.name}>
                  <Link href={`/admin/agencies/${code}` as Route} prefetch={false}>
                    {name}
                  </Link>
                </td>
                <td data-label={t("column.code")}>
                  <code className={classes.code}>{code}</code>
                </td>
                <td data-label={t("column.timeZone")}>{timeZone}</td>
                <td data-label={t("column.today")}>{formatInstantDay(now, timeZone)}</td>
                <td data-label={t("column.accounts")} className={classes.number}>
                  {accounts}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Section title={t("agency.add")}>
        <p className={classes.lead}>{t("agency.zoneLead")}</p>
        <AgencyForm />
      </Section>
    </AdminFrame>
  );
}

/** One agency, and a form that changes it. */
export function AgencyView({ agency }: { agency: AgencyRow }) {
  const t = useTranslations("admin");
  const { code, name, accounts } = agency;
  return (
    <AdminFrame part="agencies" title={name} narrow>
      <DefinitionList
        termWidth={180}
        items={[
          { key: "code", term: t("column.code"), value: <code className={classes.code}>{code}</code> },
          {
            key: "accounts",
            term: t("column.accounts"),
            value: (
              <span className={classes.links}>
                <Link href={accountsHref({ agency: code }) as Route} prefetch={false}>
                  {t("accounts.total", { count: accounts })}
                </Link>
              </span>
            ),
          },
        ]}
      />
      <Section title={t("agency.change")}>
        <p className={classes.lead}>{t("agency.zoneLead")}</p>
        <AgencyForm agency={agency} />
      </Section>
    </AdminFrame>
  );
}
