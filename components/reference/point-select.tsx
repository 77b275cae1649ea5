import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { NativeSelect } from "@/components/forms/controls";
import type { ControlProps } from "@/components/forms/field";
import { localName } from "@/lib/i18n/names";
import { above } from "@/lib/reference/rules";
import type { PointOption } from "@/lib/reference/types";

/** One of the points, in order along the border and indented as they lie below each other. @param none what no point is called here */
export function PointSelect({
  control,
  options,
  none,
  value,
  flat = false,
  onChange,
}: {
  control: ControlProps;
  options: readonly PointOption[];
  none: ReactNode;
  value: string | null;
  /** the order alone counts */
  flat?: boolean;
  onChange: (slug: string | null) => void;
}) {
  const locale = useLocale();
  return (
    <NativeSelect
      {...control}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
    >
      <option value="">{none}</option>
      {options.map((option) => {
        const { primary, original } = localName(option, locale, option.country);
        return (
          <option key={option.slug} value={option.slug}>
            {flat ? "" : "\u2003".repeat(above(option.parent, options).length)}
            {original ? `${primary} ${original}` : primary}
          </option>
        );
      })}
    </NativeSelect>
  );
}
