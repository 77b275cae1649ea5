import { useTranslations } from "next-intl";

/** An action of the log in words; one that has none is called by its code. */
export function useActionWords(): (action: string) => string {
  const t = useTranslations("audit.action");
  return (action) => {
    const key = action.replaceAll(".", "_") as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : action;
  };
}

/** What an event is about, in words; a kind that has none is called by its code. */
export function useSubjectWords(): (type: string) => string {
  const t = useTranslations("audit.subjectType");
  return (type) => {
    const key = type as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : type;
  };
}

/** What is changed or told of, in words: the kind of a row, its fields, a detail of an event. What has no word is called by its name. */
export function useNameWords() {
  const t = useTranslations("audit");
  const word = (key: string, name: string) => {
    const known = key as Parameters<typeof t>[0];
    return t.has(known) ? t(known) : name.replaceAll("_", " ");
  };
  return {
    table: (name: string) => word(`table.${name}`, name),
    field: (name: string) => word(`field.${name}`, name),
    detail: (name: string) => word(`detail.${name}`, name),
  };
}
