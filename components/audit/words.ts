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
