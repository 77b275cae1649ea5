"use client";

import { useTranslations } from "next-intl";
import { ReasonForm } from "@/components/forms/reason-form";
import { makeSetCurrent } from "@/lib/conversions/actions";

/** Makes a set the one that counts, with a reason. */
export function MakeCurrent({
  slug,
  name,
  current,
}: {
  slug: string;
  name: string;
  current: { slug: string; name: string };
}) {
  const t = useTranslations("conversions.make");
  return (
    <ReasonForm
      look="default"
      words={{
        open: t("open", { set: name }),
        why: t("why"),
        help: t("help", { current: current.name }),
        go: t("go"),
        done: t("done"),
        conflict: t("conflict"),
      }}
      work={(reason) => makeSetCurrent({ slug, instead: current.slug, reason })}
    />
  );
}
