"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { NativeSelect } from "@/components/forms/controls";
import { TypeAhead } from "@/components/forms/type-ahead";
import { exactTerm, findTerms, termIndex } from "@/lib/i18n/match";

/** What a control of a code takes. `path` is where its mistakes are found. */
type CodeProps<C extends string> = {
  id: string;
  codes: readonly C[];
  label: (code: C) => string;
  value: string;
  onChange: (code: C) => void;
  name?: string;
  invalid?: boolean;
  describedBy?: string;
};

/** One of a short closed list whose words need no explanation: the browser's own control. @param none an entry for "nothing chosen" */
export function CodeSelect<C extends string>({
  id,
  codes,
  label,
  value,
  onChange,
  none,
  name,
  invalid,
  describedBy,
}: CodeProps<C> & { none?: string }) {
  return (
    <NativeSelect
      id={id}
      value={value}
      aria-label={name}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.currentTarget.value as C)}
    >
      {none !== undefined && <option value="">{none}</option>}
      {codes.map((code) => (
        <option key={code} value={code}>
          {label(code)}
        </option>
      ))}
    </NativeSelect>
  );
}

const signs: Record<string, string> = { exact: "=", about: "≈", "at-least": "≥", "at-most": "≤", unknown: "?" };
/** What else somebody types for a sign. */
const typedSigns: Record<string, string> = {
  "~": "about",
  ">": "at-least",
  ">=": "at-least",
  "<": "at-most",
  "<=": "at-most",
};

/** How exact a number is: a sign in the field, its words in the list; found by either. */
export function QualifierChoice<C extends string>({
  codes,
  value,
  onChange,
  name,
  ...rest
}: Omit<CodeProps<C>, "label">) {
  const t = useTranslations("codes.qualifier");
  const words = (code: string) => t(code as Parameters<typeof t>[0]);
  const option = (code: C) => ({ id: code, text: signs[code] ?? "", beside: words(code) });
  const index = termIndex(codes, (code) => [code, words(code)]);
  const bySign = (typed: string) =>
    codes.find((code) => signs[code] === typed.trim() || code === typedSigns[typed.trim()]);
  return (
    <TypeAhead
      {...rest}
      kind="always"
      compact
      label={`${name ?? ""} ${words(value)}`.trim()}
      width={130}
      value={{ id: value, text: signs[value] ?? "" }}
      onChange={({ id }) => onChange(id as C)}
      find={(typed) => {
        const signed = bySign(typed);
        return signed ? [option(signed)] : findTerms(index, typed).map(option);
      }}
      exact={(typed) => {
        const code = bySign(typed) ?? exactTerm(index, typed);
        return code ? option(code) : null;
      }}
    />
  );
}

/** One of a closed list whose words need explaining: found by typing, each with what it means. */
export function CodeChoice<C extends string>({
  codes,
  label,
  meaning,
  mark,
  value,
  onChange,
  placeholder,
  name,
  width,
  ...rest
}: CodeProps<C> & {
  meaning?: (code: C) => string;
  mark?: (code: C) => ReactNode;
  placeholder?: string;
  width?: number;
}) {
  const index = useMemo(() => termIndex(codes, (code) => [code, label(code)]), [codes, label]);
  const option = (code: C) => ({ id: code, text: label(code), mark: mark?.(code), detail: meaning?.(code) });
  const chosen = codes.find((code) => code === value);
  return (
    <TypeAhead
      {...rest}
      kind="always"
      label={name}
      width={width ?? 300}
      placeholder={placeholder}
      value={{ id: value, text: chosen === undefined ? "" : label(chosen) }}
      mark={chosen !== undefined && mark?.(chosen)}
      onChange={({ id }) => onChange(id as C)}
      find={(typed) => findTerms(index, typed).map(option)}
      exact={(typed) => {
        const code = exactTerm(index, typed);
        return code === null ? null : option(code);
      }}
    />
  );
}
