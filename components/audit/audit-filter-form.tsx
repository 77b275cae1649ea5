import { useTranslations } from "next-intl";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Button, ButtonLink } from "@/components/ui/button";
import type { AuditPage } from "@/lib/audit/types";
import classes from "./audit.module.css";
import { useActionWords } from "./words";

/** What of the log is shown. A plain form: it works before any script has run. */
export function AuditFilterForm({ data: { filter, actions, actors } }: { data: AuditPage }) {
  const t = useTranslations("audit");
  const codes = useTranslations("codes");
  const actionWords = useActionWords();
  return (
    <form action="/audit" className={classes.filter} aria-label={t("filter")}>
      <NativeSelect name="action" defaultValue={filter.action ?? ""} aria-label={t("column.action")}>
        <option value="">{t("anyAction")}</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {actionWords(action)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect name="actor" defaultValue={filter.actor ?? ""} aria-label={t("column.who")}>
        <option value="">{t("anybody")}</option>
        {actors.map(({ id, name, role }) => (
          <option key={id} value={id}>
            {role === "operator" || role === "register" ? codes(`userRole.${role}`) : name}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        name="subject"
        defaultValue={filter.subject ?? ""}
        placeholder={t("subject")}
        aria-label={t("column.subject")}
      />
      <Day name="from" label={t("column.from")} value={filter.from} />
      <Day name="to" label={t("column.to")} value={filter.to} />
      <Button type="submit">{t("apply")}</Button>
      {Object.values(filter).some((value) => value !== null) && (
        <ButtonLink href="/audit" look="quiet">
          {t("clear")}
        </ButtonLink>
      )}
    </form>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string | null }) {
  const id = `audit-${name}`;
  return (
    <span className={classes.day}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        name={name}
        defaultValue={value ?? ""}
        placeholder="2026-01-31"
        inputMode="numeric"
        size={10}
      />
    </span>
  );
}
