import { useTranslations } from "next-intl";
import { LanguageSwitch } from "@/components/layout/language-menu";
import { LogoMark } from "@/components/layout/logo";
import { Messages } from "@/components/layout/messages";
import { BorderMap } from "./border-map";
import { LinkForm } from "./link-form";
import classes from "./sign-in-page.module.css";

/** Where a one-time link leads: an invitation, or a way to a new password. @param signedIn the name of who is signed in here already */
export function LinkPage({ signedIn }: { signedIn: string | null }) {
  const t = useTranslations();
  return (
    <div className={classes.page}>
      <div className={classes.side}>
        <header className={classes.top}>
          <span className={classes.brand}>
            <LogoMark width={22} />
            {t("common.product")}
          </span>
          <LanguageSwitch />
        </header>
        <main className={classes.main}>
          {/* In an element: bare text in here reaches the browser escaped, and would differ from what React expects. */}
          <noscript>
            <p>{t("auth.link.script")}</p>
          </noscript>
          <Messages namespaces={["auth", "codes.userRole"]}>
            <LinkForm signedIn={signedIn} />
          </Messages>
        </main>
        <footer className={classes.foot}>{t("auth.signIn.notice")}</footer>
      </div>
      <div className={classes.picture} aria-hidden="true">
        <BorderMap />
      </div>
    </div>
  );
}
