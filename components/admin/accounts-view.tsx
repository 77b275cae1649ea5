import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Pager } from "@/components/data-table/pager";
import { ProblemList } from "@/components/filters/problem-list";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { accountsHref } from "@/lib/admin/rules";
import type { AccountsPage } from "@/lib/admin/types";
import { accountRoles, accountStates } from "@/lib/auth/schema";
import type { AccountSummary } from "@/lib/auth/types";
import { formatNumber } from "@/lib/i18n/format";
import { AccountStateBadge } from "./account-state";
import classes from "./admin.module.css";
import { AdminFrame } from "./admin-frame";
import { Instant } from "./instant";

/** Everybody who has an account: what narrows the list, the list, the pager. @param timeZone of the reader's agency */
export function AccountsView({ page, timeZone }: { page: AccountsPage; timeZone: string }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const { filter, problems, total, rows, firstRow, previous, next } = page;
  const number = (n: number) => formatNumber(n, locale);
  const to = (at: number | null) => (at === null ? null : accountsHref(filter, at));
  return (
    <AdminFrame
      part="accounts"
      title={t("accounts.title")}
      meta={t("accounts.total", { count: total })}
      actions={
        <ButtonLink href={"/admin/accounts/new" as Route} look="primary">
          {t("invite.open")}
        </ButtonLink>
      }
    >
      <ProblemList problems={problems} />
      <AccountsFilter page={page} />
      {rows.length === 0 ? (
        <EmptyState title={t("accounts.none")} text={t("accounts.noneText")} />
      ) : (
        <AccountsTable rows={rows} timeZone={timeZone} />
      )}
      {total > 0 && (
        <Pager previous={to(previous)} next={to(next)}>
          {t("accounts.rows", {
            first: number(firstRow),
            last: number(firstRow + rows.length - 1),
            total: number(total),
          })}{" "}
          {t("backup.zone", { zone: timeZone })}
        </Pager>
      )}
    </AdminFrame>
  );
}

/** A plain form: it works before any script has run. */
function AccountsFilter({ page: { filter, agencies } }: { page: AccountsPage }) {
  const t = useTranslations("admin");
  const roles = useTranslations("codes.userRole");
  return (
    <form action="/admin/accounts" className={classes.filter} aria-label={t("accounts.filter")}>
      <TextInput
        type="search"
        name="q"
        defaultValue={filter.q ?? ""}
        placeholder={t("accounts.text")}
        aria-label={t("accounts.text")}
        autoComplete="off"
        maxLength={200}
      />
      <NativeSelect name="role" defaultValue={filter.role ?? ""} aria-label={t("column.role")}>
        <option value="">{t("accounts.anyRole")}</option>
        {accountRoles.map((role) => (
          <option key={role} value={role}>
            {roles(role)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect name="agency" defaultValue={filter.agency ?? ""} aria-label={t("column.agency")}>
        <option value="">{t("accounts.anyAgency")}</option>
        {agencies.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect name="state" defaultValue={filter.state ?? ""} aria-label={t("column.state")}>
        <option value="">{t("accounts.anyState")}</option>
        {accountStates.map((state) => (
          <option key={state} value={state}>
            {t(`state.${state}`)}
          </option>
        ))}
      </NativeSelect>
      <Button type="submit">{t("accounts.apply")}</Button>
      {Object.values(filter).some((value) => value !== null) && (
        <ButtonLink href={"/admin/accounts" as Route} look="quiet">
          {t("accounts.clear")}
        </ButtonLink>
      )}
    </form>
  );
}

function AccountsTable({ rows, timeZone }: { rows: readonly AccountSummary[]; timeZone: string }) {
  const t = useTranslations("admin");
  const roles = useTranslations("codes.userRole");
  return (
    <table className={classes.table} aria-label={t("accounts.title")}>
      <thead>
        <tr>
          {(["name", "email", "role", "agency", "state", "lastSeen"] as const).map((key) => (
            <th key={key} scope="col">
              {t(`column.${key}`)}
            </th>
          ))}
          <th scope="col" className={classes.number}>
            {t("column.sessions")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, email, role, agencyName, state, lastSeen, openSessions }) => (
          <tr key={id}>
            <td className={classes.name}>
              <Link href={`/admin/accounts/${id}` as Route} prefetch={false}>
                {name}
              </Link>
            </td>
            <td data-label={t("column.email")}>{email}</td>
            <td data-label={t("column.role")}>{roles(role)}</td>
            <td data-label={t("column.agency")}>{agencyName}</td>
            <td data-label={t("column.state")}>
              <AccountStateBadge state={state} />
            </td>
            <td data-label={t("column.lastSeen")}>
              {lastSeen ? <Instant at={lastSeen} timeZone={timeZone} /> : t("never")}
            </td>
            <td data-label={t("column.sessions")} className={classes.number}>
              {openSessions}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
