"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { TextInput } from "@/components/forms/controls";
import { TypeAhead } from "@/components/forms/type-ahead";
import { basisCodes, tierCodes } from "@/lib/codes";
import type { PersonValues } from "@/lib/reports/form";
import { CodeChoice } from "./code-field";
import { idOf, useReport } from "./report-context";
import classes from "./report-form.module.css";

const inside = ["nameLatin", "aliasLatin", "tier", "basis", "nationality"] as const;

/** Whether something is stated that stands among the details, or is wrong there. */
export function hasDetails(row: PersonValues, invalid: string): boolean {
  const wrong = invalid.split(" ");
  return (
    row.nameLatin !== "" ||
    row.aliasLatin !== "" ||
    row.tier !== "unknown" ||
    row.basis !== "fact" ||
    row.nationality.text !== "" ||
    inside.some((field) => wrong.includes(field))
  );
}

/** What is less often stated of somebody: romanised spellings, tier, nationality, fact or assessment. */
export const PersonDetails = memo(function PersonDetails({
  row,
  at,
  invalid,
}: {
  row: PersonValues;
  at: number;
  invalid: string;
}) {
  const { dispatch, leave, countries } = useReport();
  const t = useTranslations("reports");
  const codes = useTranslations("codes");
  const path = (field: keyof PersonValues) => `people.${at}.${field}`;
  const set = (patch: Partial<PersonValues>) => dispatch({ type: "row", list: "people", at, patch });
  const wrong = invalid.split(" ");
  const words = (field: "nameLatin" | "aliasLatin") => (
    <div className={classes.detail}>
      <label htmlFor={idOf(path(field))}>{t(`field.${field}`)}</label>
      <TextInput
        id={idOf(path(field))}
        lang="en"
        value={row[field]}
        aria-invalid={wrong.includes(field) || undefined}
        onChange={(event) => set({ [field]: event.currentTarget.value })}
        onBlur={(event) => leave(path(field), event.currentTarget.value)}
      />
    </div>
  );
  return (
    <div className={classes.details} id={idOf(path("kind"))}>
      {row.kind === "person" && row.person === "" && words("nameLatin")}
      {row.kind === "person" && row.person === "" && words("aliasLatin")}
      <div className={classes.detail}>
        <label htmlFor={idOf(path("tier"))}>{t("field.tier")}</label>
        <CodeChoice
          id={idOf(path("tier"))}
          codes={tierCodes}
          label={(code) => codes(`tier.${code}`)}
          meaning={(code) => codes(`tierHelp.${code}`)}
          value={row.tier}
          onChange={(tier) => set({ tier })}
          invalid={wrong.includes("tier")}
          width={340}
        />
      </div>
      <div className={classes.detail}>
        <label htmlFor={idOf(path("nationality"))}>{t("field.nationality")}</label>
        <TypeAhead
          id={idOf(path("nationality"))}
          value={row.nationality}
          onChange={(nationality) => set({ nationality })}
          onLeave={(typed) => leave(path("nationality"), typed)}
          find={countries.find}
          exact={countries.exact}
          nothing={t("list.nothing")}
          placeholder={t("placeholder.notStated")}
          invalid={wrong.includes("nationality")}
          width={240}
        />
      </div>
      <div className={classes.detail}>
        <label htmlFor={idOf(path("basis"))}>{t("field.basis")}</label>
        <CodeChoice
          id={idOf(path("basis"))}
          codes={basisCodes}
          label={(code) => codes(`basis.${code}`)}
          meaning={(code) => codes(`basisHelp.${code}`)}
          value={row.basis}
          onChange={(basis) => set({ basis })}
          invalid={wrong.includes("basis")}
          width={260}
        />
      </div>
    </div>
  );
});
