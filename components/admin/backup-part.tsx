import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { readableBytes } from "@/lib/admin/rules";
import type { BackupAge, BackupNote } from "@/lib/admin/types";
import classes from "./admin.module.css";
import { Instant } from "./instant";

const command = "npm run -s weir -- backup FILE";

/** The last good backup, and what to do where there is none or it is old. */
export function BackupPart({ backup, age, timeZone }: { backup: BackupNote | null; age: BackupAge; timeZone: string }) {
  const t = useTranslations("admin.backup");
  const how = t.rich("how", { command: () => <code className={classes.code}>{command}</code> });
  const size = backup && readableBytes(backup.bytes);
  return (
    <Section title={t("title")}>
      {age !== "recent" && (
        <div className={classes.result}>
          <Notice tone="warn" title={age === "none" ? t("none") : t("old")}>
            {how}
          </Notice>
        </div>
      )}
      {backup && size && (
        <DefinitionList
          termWidth={180}
          items={[
            { key: "when", term: t("when"), value: <Instant at={backup.takenAt} timeZone={timeZone} /> },
            { key: "file", term: t("file"), value: <code className={classes.code}>{backup.fileName}</code> },
            { key: "size", term: t("size"), value: `${size.value} ${size.unit}` },
            {
              key: "checked",
              term: t("checked"),
              value: t.rich("checkedAt", { time: () => <Instant at={backup.checkedAt} timeZone={timeZone} /> }),
            },
            { key: "sha256", term: "SHA-256", value: <code className={classes.code}>{backup.sha256}</code> },
          ]}
        />
      )}
      {age === "recent" && <p className={classes.lead}>{how}</p>}
      <p className={classes.aside}>{t("zone", { zone: timeZone })}</p>
    </Section>
  );
}
