import { useTranslations } from "next-intl";
import type { Reliability } from "@/lib/codes";
import { reliabilityCodes } from "@/lib/codes";
import classes from "./sources.module.css";

/** A letter of the Admiralty scale with what it means. */
export function ReliabilityWords({ code }: { code: Reliability }) {
  const codes = useTranslations("codes");
  return (
    <>
      <span className={classes.letter}>{code}</span>{" "}
      <span className={classes.quiet}>{codes(`reliability.${code}`)}</span>
    </>
  );
}

/** The scale itself, for who does not know it by heart. */
export function ReliabilityScale() {
  const t = useTranslations("sources");
  return (
    <details className={classes.scale}>
      <summary>{t("scale.title")}</summary>
      <dl>
        {reliabilityCodes.map((code) => (
          <div key={code} style={{ display: "contents" }}>
            <dt>{code}</dt>
            <dd>{t(`scale.${code}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("scale.note")}</p>
    </details>
  );
}
