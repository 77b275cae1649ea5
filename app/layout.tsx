import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/Combobox.css";
import "@mantine/core/styles/Menu.css";
import "@mantine/core/styles/Tooltip.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Drawer.css";
import "./fonts.css";
import "./tokens.css";
import "./globals.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { colorSchemeKey } from "@/components/layout/color-scheme";
import { Messages } from "@/components/layout/messages";
import { Providers } from "@/components/layout/providers";
import { SyntheticMark } from "@/components/layout/synthetic-mark";
import { isSynthetic } from "@/lib/db/synthetic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  const name = (await markedSynthetic()) ? t("synthetic.product") : t("product");
  return {
    title: { template: `%s · ${name}`, default: name },
    description: t("description"),
    applicationName: t("product"),
    manifest: "/manifest.webmanifest",
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
    icons: {
      icon: [
        { url: "/icons/weir.svg", type: "image/svg+xml" },
        { url: "/icons/weir-192.png", type: "image/png", sizes: "192x192" },
      ],
      apple: { url: "/icons/weir-180.png", sizes: "180x180" },
    },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14191c" },
  ],
};

// Asked for with the page itself, so that the first paint has its letters. The same file as in fonts.css.
const latin = new URL(
  "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  import.meta.url,
);

/** Without a database there is nothing to mark: the page says that it is away. */
const markedSynthetic = () => isSynthetic().catch(() => false);

export default async function RootLayout({ children }: { children: ReactNode }) {
  preload(latin.pathname, { as: "font", type: "font/woff2", crossOrigin: "" });
  const locale = await getLocale();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const synthetic = await markedSynthetic();
  return (
    <html lang={locale} {...mantineHtmlProps} data-synthetic={synthetic ? "" : undefined}>
      <head>
        <ColorSchemeScript nonce={nonce} localStorageKey={colorSchemeKey} defaultColorScheme="auto" />
      </head>
      <body>
        {synthetic && <SyntheticMark />}
        <Providers nonce={nonce}>
          <Messages namespaces={[]}>{children}</Messages>
        </Providers>
      </body>
    </html>
  );
}
