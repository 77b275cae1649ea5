import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { AccountState } from "@/lib/auth/types";

const tones = { active: "plain", invited: "plain", lapsed: "warn", disabled: "danger" } as const;

/** Whether an account can sign in, as a badge. */
export function AccountStateBadge({ state }: { state: AccountState }) {
  const t = useTranslations("admin.state");
  return (
    <Badge tone={tones[state]} dashed={state === "invited"}>
      {t(state)}
    </Badge>
  );
}
