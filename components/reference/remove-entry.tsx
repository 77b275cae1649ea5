"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWrite } from "@/components/forms/use-write";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Button } from "@/components/ui/button";
import { removePointAction, removeSubstanceAction } from "@/lib/reference/actions";
import type { Rights } from "@/lib/reference/types";
import { writeOrPropose } from "./list-writes";
import classes from "./reference.module.css";

/** Takes an entry off its list, if nothing rests on it; what does is named. Asks once. */
export function RemoveEntry({
  of,
  slug,
  version,
  rights,
}: {
  of: "point" | "substance";
  slug: string;
  version: number;
  rights: Rights;
}) {
  const t = useTranslations("reference.remove");
  const common = useTranslations("common");
  const writes = useTranslations("reference.write");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { send, pending, written } = useWrite(
    of === "point"
      ? writeOrPropose(rights, "point.remove", removePointAction)
      : writeOrPropose(rights, "substance.remove", removeSubstanceAction),
  );
  const keeps = rights.lists === "keep";
  function remove() {
    send({ input: { slug, version }, reason: "" }, () => {
      if (keeps) router.push((of === "point" ? "/reference" : "/reference/substances") as Route);
      else setAsking(false);
    });
  }
  return (
    <div className={classes.removal}>
      <WriteOutcome written={written} done={keeps ? t("done") : writes("proposed")} conflict={writes("conflict")} />
      {asking ? (
        <>
          <p>{t("ask")}</p>
          <div className={classes.bar}>
            <Button look="danger" aria-disabled={pending} onClick={remove}>
              {pending ? common("saving") : keeps ? t("go") : writes("propose")}
            </Button>
            <Button onClick={() => setAsking(false)}>{common("cancel")}</Button>
          </div>
        </>
      ) : (
        <Button look="link" onClick={() => setAsking(true)}>
          {t(`open.${of}`)}
        </Button>
      )}
    </div>
  );
}
