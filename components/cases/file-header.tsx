import { IconClockHour4 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { DocumentedMark } from "@/components/ui/documented-mark";
import { TlpLabel } from "@/components/ui/handling-mark";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusMark } from "@/components/ui/status-mark";
import type { CaseFile } from "@/lib/reports/types";

/** Reference and operation, and how far the case can be relied on and shared. */
export function FileHeader({ file }: { file: CaseFile }) {
  const t = useTranslations("casefile");
  return (
    <PageHeading
      lead={file.operation === null ? undefined : file.reference}
      title={file.operation === null ? file.reference : t("operation", { name: file.operation })}
      meta={
        <>
          {file.documented && <DocumentedMark word />}
          {file.verifiedAtSource ? (
            <StatusMark status="verified" label={t("atSource")} help={t("atSourceHelp")} />
          ) : (
            <StatusMark status={file.status} />
          )}
          {file.amendmentWaiting && (
            <Badge tone="warn" title={t("amendmentHelp")}>
              <IconClockHour4 size={14} stroke={1.75} aria-hidden="true" /> {t("amendmentWaiting")}
            </Badge>
          )}
          <TlpLabel handling={file.handling} />
        </>
      }
    />
  );
}
