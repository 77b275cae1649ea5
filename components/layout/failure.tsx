"use client";

import { IconRefresh } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import type { ErrorCode } from "@/lib/errors";
import { codeOfDigest } from "@/lib/errors";
import { DatabaseWatch } from "./database-watch";
import { casesHref } from "./destinations";
import classes from "./failure.module.css";

function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

/**
 * The page, or the part of it below the top bar, that failed. What was expected says what to do; what was not shows the id
 * under which the server logged it. When the database is away it looks again by itself.
 * @param retry renders the failed part again
 */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  const code = codeOfDigest(digest);
  useEffect(() => {
    // A failure of the server is in its log already; one of the browser is only here.
    if (!digest) console.error(error);
  }, [error, digest]);
  return <FailurePage code={code ?? "DEFECT"} reference={code ? undefined : digest} retry={retry} />;
}

/** The rest would fail in the same way again. */
const worthRetrying: readonly string[] = ["CONFLICT", "RATE_LIMITED", "UNAVAILABLE", "DEFECT"];

/** Where to go instead: to the sign-in, or to the list of cases. */
function WayOn({ code }: { code: ErrorCode | "DEFECT" }) {
  const t = useTranslations("errors");
  return code === "UNAUTHENTICATED" ? (
    <ButtonLink href="/sign-in" look="primary">
      {t("signIn")}
    </ButtonLink>
  ) : (
    <ButtonLink href={casesHref}>{t("toCases")}</ButtonLink>
  );
}

/** The words for a failure. @param reference the id in the log, for what was not expected */
export function FailurePage({
  code,
  reference,
  retry,
}: {
  code: ErrorCode | "DEFECT";
  reference?: string;
  retry?: () => void;
}) {
  const t = useTranslations("errors");
  return (
    <div className={classes.failure} role={code === "NOT_FOUND" ? undefined : "alert"}>
      <h1>{t(`title.${code}`)}</h1>
      <p className={classes.text}>{t(`text.${code}`)}</p>
      <div className={classes.actions}>
        {retry && worthRetrying.includes(code) && (
          <Button look="primary" onClick={retry}>
            <IconRefresh size={15} stroke={1.75} aria-hidden="true" />
            {t("retry")}
          </Button>
        )}
        {code === "UNAVAILABLE" && retry ? <DatabaseWatch onBack={retry} /> : <WayOn code={code} />}
        {reference && (
          <span className={classes.reference}>
            {t.rich("reference", { id: () => <code className={classes.code}>{reference}</code> })}
          </span>
        )}
      </div>
    </div>
  );
}
