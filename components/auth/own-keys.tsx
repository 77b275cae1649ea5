import { useTranslations } from "next-intl";
import { Messages } from "@/components/layout/messages";
import { Button } from "@/components/ui/button";
import { Popup } from "@/components/ui/popup";
import { Section } from "@/components/ui/section";
import { revokeOwnKey } from "@/lib/auth/actions";
import type { OwnKey } from "@/lib/auth/types";
import { formatInstant } from "@/lib/i18n/format";
import { MakeKeyForm } from "./make-key-form";
import classes from "./own-keys.module.css";

/** One's API keys: what they are for, how long they last, when they were last used; a way to make one and to end one. */
export function OwnKeys({ keys, timeZone }: { keys: readonly OwnKey[]; timeZone: string }) {
  const t = useTranslations("auth.keys");
  return (
    <Section title={t("title")} count={keys.length}>
      <p className={classes.lead}>{t("lead")}</p>
      {keys.length > 0 && (
        <ul className={classes.keys}>
          {keys.map((key) => (
            <Row key={key.id} of={key} timeZone={timeZone} />
          ))}
        </ul>
      )}
      <Messages namespaces={["auth", "codes.keyScope"]}>
        <MakeKeyForm />
      </Messages>
    </Section>
  );
}

function Row({ of: key, timeZone }: { of: OwnKey; timeZone: string }) {
  const t = useTranslations("auth.keys");
  const scopeText = useTranslations("codes.keyScope");
  const at = (instant: Date) => <time dateTime={instant.toISOString()}>{formatInstant(instant, timeZone)}</time>;
  return (
    <li className={classes.key} data-state={key.state}>
      <div className={classes.what}>
        <strong>{key.label}</strong>
        <code>weir_{key.prefix}_…</code>
        {key.state !== "active" && <span className={classes.state}>{t(`state.${key.state}`)}</span>}
      </div>
      <div className={classes.when}>
        <span>{key.scopes.map((scope) => scopeText(scope)).join(" · ")}</span>
        <span>
          {t("made")} {at(key.createdAt)}
        </span>
        <span>
          {key.expiresAt ? (
            <>
              {t("expires")} {at(key.expiresAt)}
            </>
          ) : (
            t("noExpiry")
          )}
        </span>
        <span>
          {key.lastUsedAt ? (
            <>
              {t("used")} {at(key.lastUsedAt)}
            </>
          ) : (
            t("unused")
          )}
        </span>
      </div>
      {key.state === "active" && (
        <Popup
          trigger={t("revoke")}
          label={t("revokeOne", { label: key.label })}
          title={t("revokeOne", { label: key.label })}
          align="end"
          className={classes.revoke}
          panelClassName={classes.panel}
          stay
        >
          <form action={revokeOwnKey}>
            <p>{t("revokeLead")}</p>
            <input type="hidden" name="prefix" value={key.prefix} />
            <Button type="submit" look="danger">
              {t("revokeNow")}
            </Button>
          </form>
        </Popup>
      )}
    </li>
  );
}
