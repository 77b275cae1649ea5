"use client";

import { useTranslations } from "next-intl";
import { RowCell } from "@/components/forms/row-cell";
import { Button } from "@/components/ui/button";
import type { PersonValues } from "@/lib/reports/form";
import { knownAs } from "./known-as";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";

/**
 * Somebody whom the amended report names already: they stay who they are, and a name that is not open to this viewer stays closed. Where it
 * is open, it can be written anew.
 */
export function KeptPerson({ row, at }: { row: PersonValues; at: number }) {
  const { data, dispatch } = useReport();
  const t = useTranslations("reports");
  const name = data.amends?.names[row.person];
  const id = idOf(`people.${at}.name`);
  function anew() {
    const { name: written, nameLatin, alias, aliasLatin } = name ?? {};
    dispatch({
      type: "row",
      list: "people",
      at,
      patch: {
        person: "",
        name: written ?? "",
        nameLatin: nameLatin ?? "",
        alias: alias ?? "",
        aliasLatin: aliasLatin ?? "",
      },
    });
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  }
  return (
    <div className={classes.kept}>
      <RowCell id={id} label={t("field.name")}>
        <output id={id} className={name ? undefined : classes.aside}>
          {name ? knownAs(name) : t("amend.closed")}
        </output>
      </RowCell>
      {name && (
        <Button look="link" onClick={anew}>
          {t("amend.anew")}
        </Button>
      )}
    </div>
  );
}
