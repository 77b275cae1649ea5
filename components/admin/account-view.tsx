import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { AccountPage } from "@/lib/admin/types";
import { AccountActs } from "./account-acts";
import { AccountForm } from "./account-form";
import { AccountStateBadge } from "./account-state";
import classes from "./admin.module.css";
import { AdminFrame } from "./admin-frame";
import { Instant } from "./instant";
import { RoleChoice } from "./role-choice";

/** One account: what is known of it, what it may be changed to, what may be done to it. */
export function AccountView({ page, timeZone }: { page: AccountPage; timeZone: string }) {
  const t = useTranslations("admin");
  const { account, agencies, isOwn } = page;
  const { id, email, name, role, agencyCode, state, createdAt, lastSeen, openSessions, link } = account;
  return (
    <AdminFrame part="accounts" title={name} meta={<AccountStateBadge state={state} />} narrow>
      <div>
        {isOwn && (
          <div className={classes.result}>
            <Notice tone="info">{t("account.own")}</Notice>
          </div>
        )}
        <DefinitionList
          termWidth={180}
          items={[
            { key: "email", term: t("column.email"), value: email },
            { key: "since", term: t("account.since"), value: <Instant at={createdAt} timeZone={timeZone} /> },
            {
              key: "seen",
              term: t("column.lastSeen"),
              value: lastSeen ? <Instant at={lastSeen} timeZone={timeZone} /> : t("never"),
            },
            { key: "sessions", term: t("column.sessions"), value: openSessions },
            ...(link
              ? [
                  {
                    key: "link",
                    term: t(`link.${link.kind}`),
                    value: t.rich("account.until", { time: () => <Instant at={link.expiresAt} timeZone={timeZone} /> }),
                  },
                ]
              : []),
          ]}
        />
        <p className={classes.aside}>{t("backup.zone", { zone: timeZone })}</p>
      </div>
      <Section title={t("account.change")}>
        <p className={classes.lead}>{t("account.changeLead")}</p>
        <AccountForm account={{ id, name, role, agencyCode }} agencies={agencies}>
          <RoleChoice chosen={role} />
        </AccountForm>
      </Section>
      <Section title={t("account.acts")}>
        <AccountActs account={{ id, name, state, openSessions, link: link?.kind ?? null }} timeZone={timeZone} />
      </Section>
    </AdminFrame>
  );
}
