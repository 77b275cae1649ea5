import { useTranslations } from "next-intl";
import type { AgencyRow } from "@/lib/auth/types";
import classes from "./admin.module.css";
import { AdminFrame } from "./admin-frame";
import { InviteForm } from "./invite-form";
import { RoleChoice } from "./role-choice";

/** Where a colleague is invited. @param ownAgency chosen at first */
export function InviteView(props: { agencies: readonly AgencyRow[]; ownAgency: string; timeZone: string }) {
  const t = useTranslations("admin.invite");
  return (
    <AdminFrame part="accounts" title={t("title")} narrow>
      <div>
        <p className={classes.lead}>{t("lead")}</p>
        <InviteForm {...props}>
          <RoleChoice chosen="analyst" />
        </InviteForm>
      </div>
    </AdminFrame>
  );
}
