import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useWarningText } from "@/components/ui/use-warning-text";
import type { ConfirmedWarning } from "@/lib/reports/warnings";
import classes from "./file-warnings.module.css";

/** What looked odd to the form about a report's newest version, and why its author says that it is right. */
export function FileWarnings({ warnings }: { warnings: readonly ConfirmedWarning[] }) {
  const t = useTranslations("warnings");
  const text = useWarningText();
  if (warnings.length === 0) return null;
  return (
    <div className={classes.warnings}>
      <strong>{t("confirmed", { count: warnings.length })}</strong>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.path} ${warning.code}`}>
            <IconAlertTriangle className={classes.icon} size={14} aria-hidden="true" /> {text(warning)}{" "}
            <span className={classes.reason}>{t("because", { reason: warning.reason })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
