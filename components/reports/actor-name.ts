import { useTranslations } from "next-intl";
import type { Actor } from "@/lib/reports/types";

/** How an actor is called: built-in ones in the reader's language. */
export function useActorName(): (actor: Actor) => string {
  const t = useTranslations("codes.userRole");
  return ({ name, builtIn }) => (builtIn ? t(builtIn) : name);
}
