"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { PageHeading } from "@/components/ui/page-heading";
import type { Rights } from "@/lib/reference/types";
import classes from "./reference.module.css";
import { SubstanceForm } from "./substance-form";

/** The page of a substance that the register does not have yet; once it stands, its own page opens. */
export function NewSubstanceView({ rights }: { rights: Rights }) {
  const t = useTranslations("reference.substanceForm");
  const router = useRouter();
  const keeps = rights.lists === "keep";
  return (
    <>
      <PageHeading title={keeps ? t("add") : t("propose")} />
      <p className={classes.lead}>{t("lead")}</p>
      <SubstanceForm
        rights={rights}
        onDone={(slug) => keeps && router.push(`/reference/substances/${slug}` as Route)}
      />
    </>
  );
}
