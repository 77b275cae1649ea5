import { IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { logHref } from "@/components/layout/destinations";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";

/** A register without a case that the viewer may see. */
export function EmptyRegister({ mayLog }: { mayLog: boolean }) {
  const t = useTranslations("cases.empty");
  return (
    <EmptyState
      title={t("title")}
      text={t("text")}
      ways={
        mayLog
          ? [
              {
                key: "log",
                icon: <IconPlus size={18} stroke={1.75} />,
                title: <Link href={logHref}>{t("log")}</Link>,
                text: t("logText"),
                action: <Kbd>n</Kbd>,
              },
            ]
          : []
      }
      note={t("note")}
    />
  );
}

/** For those who run or audit the register, and read none of it. */
export function NoReading() {
  const t = useTranslations("cases.noRead");
  const cases = useTranslations("cases");
  return (
    <>
      <h1 className="visually-hidden">{cases("title")}</h1>
      <EmptyState title={t("title")} text={t("text")} />
    </>
  );
}
