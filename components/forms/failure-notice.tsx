"use client";

import { useTranslations } from "next-intl";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Notice } from "@/components/ui/notice";
import type { Failure } from "@/lib/errors";

/** What went wrong with a form as a whole; mistakes at its fields stand there. */
export function FailureNotice({ failure }: { failure?: Failure }) {
  const t = useTranslations("errors");
  const problemText = useProblemText();
  const whole = failure?.fields.find(({ path }) => path === "");
  if (whole) return <Notice tone="error" live title={problemText(whole)} />;
  if (!failure || failure.fields.length > 0) return null;
  return (
    <Notice tone="error" live title={t(`title.${failure.code}`)}>
      {t(`text.${failure.code}`)} {failure.id && t.rich("reference", { id: () => <code>{failure.id}</code> })}
    </Notice>
  );
}
