import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Messages as AllMessages } from "@/lib/i18n/messages";
import { pickMessages } from "@/lib/i18n/messages";

/** What every page's client components may use: the shell, and the pages that say that something failed. */
const always = ["common", "nav", "errors"] as const satisfies readonly (keyof AllMessages)[];

type Path = {
  [N in keyof AllMessages]: N | `${N}.${Extract<keyof AllMessages[N], string>}`;
}[keyof AllMessages];

/**
 * Hands messages to the client components below: `common`, `nav` and `errors`, and the namespaces named, or parts of
 * them (`codes.status`). Server components need none of this: they read all messages where they are.
 */
export async function Messages({ namespaces, children }: { namespaces: readonly Path[]; children: ReactNode }) {
  return (
    <NextIntlClientProvider messages={pickMessages(await getMessages(), [...always, ...namespaces])} formats={null}>
      {children}
    </NextIntlClientProvider>
  );
}
