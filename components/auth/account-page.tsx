import { useTranslations } from "next-intl";
import { Messages } from "@/components/layout/messages";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeading } from "@/components/ui/page-heading";
import { Section } from "@/components/ui/section";
import { signOutEverywhere } from "@/lib/auth/actions";
import type { OwnKey, Viewer } from "@/lib/auth/types";
import { formatInstant } from "@/lib/i18n/format";
import classes from "./account-page.module.css";
import { ChangePasswordForm } from "./change-password-form";
import { OwnKeys } from "./own-keys";

type Session = { startedAt: Date; lastSeen: Date; isThis: boolean };

/**
 * One's own account.
 * @param sessions where one is signed in, this browser first; @param keys null for a role that has none
 */
export function AccountPage({
  viewer,
  sessions,
  keys,
}: {
  viewer: Viewer;
  sessions: readonly Session[];
  keys: readonly OwnKey[] | null;
}) {
  const t = useTranslations("auth.account");
  const role = useTranslations("codes.userRole");
  const email = viewer.email ?? "";
  return (
    <div className={classes.page}>
      <PageHeading title={t("title")} />
      <DefinitionList
        items={[
          { term: t("name"), value: viewer.name },
          { term: t("email"), value: email },
          { term: t("role"), value: role(viewer.role) },
          { term: t("agency"), value: viewer.agencyName },
        ]}
      />
      <Section title={t("passwordTitle")}>
        <p className={classes.lead}>{t("passwordLead")}</p>
        <Messages namespaces={["auth"]}>
          <ChangePasswordForm email={email} />
        </Messages>
      </Section>
      <Section title={t("sessionsTitle")} count={sessions.length}>
        <p className={classes.lead}>{t("sessionsLead")}</p>
        <ul className={classes.sessions}>
          {sessions.map(({ startedAt, lastSeen, isThis }) => (
            <li key={startedAt.getTime()} className={classes.session}>
              <strong>{isThis ? t("thisBrowser") : t("otherBrowser")}</strong>
              <span>
                {t("signedInAt")}{" "}
                <time dateTime={startedAt.toISOString()}>{formatInstant(startedAt, viewer.timeZone)}</time>
              </span>
              <span>
                {t("lastSeen")}{" "}
                <time dateTime={lastSeen.toISOString()}>{formatInstant(lastSeen, viewer.timeZone)}</time>
              </span>
            </li>
          ))}
        </ul>
        <p className={classes.zone}>{t("zone", { zone: viewer.timeZone })}</p>
        <form action={signOutEverywhere}>
          <Button type="submit" look="danger">
            {t("everywhere")}
          </Button>
        </form>
      </Section>
      {keys && <OwnKeys keys={keys} timeZone={viewer.timeZone} />}
    </div>
  );
}
