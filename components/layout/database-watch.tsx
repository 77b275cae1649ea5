"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import classes from "./failure.module.css";
import { waitBefore } from "./wait";

/** Whether the server says that it and its database are well. */
async function isBack(): Promise<boolean> {
  try {
    const answer = await fetch("/api/health", { cache: "no-store" });
    return answer.ok;
  } catch {
    return false; // the server is away too
  }
}

/** Looks at `/api/health` again and again, less and less often, and calls `onBack` once all is well. */
export function DatabaseWatch({ onBack }: { onBack: () => void }) {
  const t = useTranslations("errors");
  const [left, setLeft] = useState(waitBefore(0));
  const back = useRef(onBack);
  useEffect(() => {
    back.current = onBack;
  });
  useEffect(() => {
    let tries = 0;
    let seconds = waitBefore(0);
    let looking = false;
    const timer = setInterval(async () => {
      if (looking) return;
      seconds -= 1;
      setLeft(Math.max(0, seconds));
      if (seconds > 0) return;
      looking = true;
      if (await isBack()) back.current();
      tries += 1;
      seconds = waitBefore(tries);
      looking = false;
      setLeft(seconds);
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={classes.watch} aria-live="off">
      {left > 0 ? t("nextCheck", { seconds: left }) : t("checking")}
    </span>
  );
}
