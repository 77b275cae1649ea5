"use client";

import { useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import segmented from "@/components/ui/segmented.module.css";

const schemes = [
  { key: "light", Icon: IconSun },
  { key: "dark", Icon: IconMoon },
  { key: "auto", Icon: IconDeviceDesktop },
] as const;

const never = () => () => {};

/** Light, dark, or as the system has it; kept in this browser. */
export function ColorSchemeSwitch() {
  const t = useTranslations("nav");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  // The server cannot know the choice: nothing is marked until the browser has taken over.
  const known = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <fieldset className={segmented.group} aria-label={t("colorScheme")}>
      {schemes.map(({ key, Icon }) => (
        <button
          key={key}
          type="button"
          className={segmented.segment}
          aria-pressed={known && colorScheme === key}
          onClick={() => setColorScheme(key)}
        >
          <Icon size={15} stroke={1.75} aria-hidden="true" />
          {t(`scheme.${key}`)}
        </button>
      ))}
    </fieldset>
  );
}
