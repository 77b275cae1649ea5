import { useTranslations } from "next-intl";
import { NativeSelect } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import type { SourceChoice, SourceName } from "@/lib/indicators/types";

/** The source that states something, of those on the viewer's list. @param own one that stands already, and may be no longer on it */
export function SourceSelect({
  sources,
  own,
  value,
  error,
  required = false,
  onChange,
}: {
  sources: readonly SourceChoice[];
  own: SourceName | null;
  value: number | null;
  error?: string;
  required?: boolean;
  onChange: (id: number | null) => void;
}) {
  const t = useTranslations("indicators.form");
  const all = own && !sources.some(({ id }) => id === own.id) ? [own, ...sources] : sources;
  return (
    <Field
      label={t("source")}
      error={error}
      hint={required ? t("sourceHint") : undefined}
      required={required}
      optional={!required}
    >
      {(control) => (
        <NativeSelect
          {...control}
          value={value ?? ""}
          onChange={(event) => onChange(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))}
        >
          <option value="">{required ? t("choose") : t("noSource")}</option>
          {all.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
