"use client";

import { useTranslations } from "next-intl";
import { ReasonForm } from "@/components/forms/reason-form";
import { goBackTo } from "@/lib/reports/actions";

/** Goes back to an earlier version by a new one that says the same. @param newest the version that it follows */
export function FileRestore({ reportId, version, newest }: { reportId: string; version: number; newest: number }) {
  const t = useTranslations("casefile.restore");
  return (
    <ReasonForm
      words={{
        open: t("open", { version }),
        why: t("why"),
        help: t("help", { version }),
        go: t("go"),
        done: t("done", { version }),
        conflict: t("conflict"),
      }}
      work={(reason) => goBackTo({ reportId, version, newest, reason })}
    />
  );
}
