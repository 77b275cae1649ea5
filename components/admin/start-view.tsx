import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { accountsHref } from "@/lib/admin/rules";
import type { AdminStart } from "@/lib/admin/types";
import { accountStates } from "@/lib/auth/schema";
import { AccountStateBadge } from "./account-state";
import classes from "./admin.module.css";
import { AdminFrame } from "./admin-frame";
import { BackupPart } from "./backup-part";
import { Instant } from "./instant";

/** What an administrator begins with: the safe copy, who was invited and has not come, who can sign in. */
export function StartView({ start, timeZone }: { start: AdminStart; timeZone: string }) {
  const t = useTranslations("admin");
  const { accounts, administrators, open } = start;
  return (
    <AdminFrame
      part="start"
      title={t("title")}
      narrow
      actions={
        <ButtonLink href={"/admin/accounts/new" as Route} look="primary">
          {t("invite.open")}
        </ButtonLink>
      }
    >
      <BackupPart backup={start.backup} age={start.backupAge} timeZone={timeZone} />
      <Section title={t("outstanding.title")} count={open.length}>
        {open.length === 0 ? (
          <p className={classes.none}>{t("outstanding.none")}</p>
        ) : (
          <table className={classes.table} aria-label={t("outstanding.title")}>
            <thead>
              <tr>
                <th scope="col">{t("column.name")}</th>
                <th scope="col">{t("column.link")}</th>
                <th scope="col">{t("column.until")}</th>
              </tr>
            </thead>
            <tbody>
              {open.map(({ id, name, agencyName, link, state }) => (
                <tr key={id}>
                  <td className={classes.name}>
                    <Link href={`/admin/accounts/${id}` as Route} prefetch={false}>
                      {name}
                    </Link>{" "}
                    <span className={classes.aside}>{agencyName}</span>
                  </td>
                  <td data-label={t("column.link")}>
                    {link ? t(`link.${link.kind}`) : <AccountStateBadge state={state} />}
                  </td>
                  <td data-label={t("column.until")}>
                    {link ? <Instant at={link.expiresAt} timeZone={timeZone} /> : t("outstanding.over")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      <Section title={t("accounts.title")}>
        {administrators === 1 && (
          <div className={classes.result}>
            <Notice tone="info" title={t("oneAdministrator")}>
              {t("oneAdministratorText")}
            </Notice>
          </div>
        )}
        <DefinitionList
          termWidth={180}
          items={accountStates.map((state) => ({
            key: state,
            term: t(`state.${state}`),
            value: (
              <span className={classes.links}>
                <Link href={accountsHref({ state }) as Route} prefetch={false}>
                  {t("accounts.total", { count: accounts[state] })}
                </Link>
              </span>
            ),
          }))}
        />
      </Section>
    </AdminFrame>
  );
}
