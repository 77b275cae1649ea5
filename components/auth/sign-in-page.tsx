import { useTranslations } from "next-intl";
import { LanguageSwitch } from "@/components/layout/language-menu";
import { LogoMark } from "@/components/layout/logo";
import { Messages } from "@/components/layout/messages";
import { Notice } from "@/components/ui/notice";
import { BorderMap } from "./border-map";
import { FreshDocument } from "./fresh-document";
import { SignInForm } from "./sign-in-form";
import classes from "./sign-in-page.module.css";

/** @param callbackUrl where to go afterwards; @param notice what happened before */
export function SignInPage({ callbackUrl, notice }: { callbackUrl: string; notice?: "expired" | "signed-out" }) {
  const t = useTranslations();
  return (
    <div className={classes.page}>
      <FreshDocument />
      <div className={classes.side}>
        <header className={classes.top}>
          <span className={classes.brand}>
            <LogoMark width={22} />
            {t("common.product")}
          </span>
          <LanguageSwitch />
        </header>
        <main className={classes.main}>
          <h1 className={classes.title}>{t("auth.signIn.title")}</h1>
          <p className={classes.lead}>{t("auth.signIn.lead")}</p>
          {notice && (
            <div className={classes.notice}>
              <Notice tone="info">{t(notice === "expired" ? "auth.signIn.expired" : "auth.signIn.signedOut")}</Notice>
            </div>
          )}
          <Messages namespaces={["auth.signIn", "auth.error"]}>
            <SignInForm callbackUrl={callbackUrl} />
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
