import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import type { Account } from "@/lib/cases/schema";
import type { AccountNames } from "@/lib/reports/types";
import { versionParts } from "@/lib/reports/types";
import { AccountPartText } from "./account-part";

/** All that one version of a report says. @param counts whether it is the version whose figures count */
export function AccountTable({
  account,
  version,
  counts,
  names,
}: {
  account: Account;
  version: number;
  counts: boolean;
  names: AccountNames;
}) {
  const t = useTranslations("casefile");
  return (
    <Section
      id="account"
      title={t("account.title", { version })}
      note={counts ? t("account.counts") : t("account.other")}
    >
      <DefinitionList
        termWidth={150}
        items={versionParts.map((part) => ({
          key: part,
          term: t(`waiting.part.${part}`),
          value: <AccountPartText part={part} account={account} names={names} />,
        }))}
      />
    </Section>
  );
}
