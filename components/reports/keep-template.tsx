"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { randomId } from "@/components/forms/random-id";
import { Button } from "@/components/ui/button";
import { Said } from "@/components/ui/said";
import { keepTemplate } from "@/lib/reports/actions";
import classes from "./my-reports.module.css";
import { TemplateFields } from "./template-form";

type Origin = { report: string } | { draft: string } | { values: unknown };

/** Makes a template of a report, a draft or what stands in the form, once it has a name. @param label for who cannot see where it stands */
export function KeepTemplate({ of, label }: { of: Origin; label?: string }) {
  const t = useTranslations("reports.template");
  const [asking, setAsking] = useState(false);
  const [kept, setKept] = useState<{ name: string } | null>(null);
  if (asking)
    return (
      <TemplateFields
        work={({ name, shared }) => keepTemplate({ id: randomId(), name, shared, of })}
        onDone={(name) => {
          setAsking(false);
          setKept({ name });
        }}
        onCancel={() => setAsking(false)}
      />
    );
  return (
    <>
      <Button
        look="link"
        aria-label={label}
        onClick={() => {
          setKept(null);
          setAsking(true);
        }}
      >
        {t("make")}
      </Button>
      {kept && (
        <Said of={kept} className={classes.aside}>
          <span role="status">
            {t("kept", { name: kept.name })}{" "}
            <Link href={"/reports#templates" as Route} prefetch={false}>
              {t("see")}
            </Link>
          </span>
        </Said>
      )}
    </>
  );
}
