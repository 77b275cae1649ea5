"use client";

import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { useState } from "react";
import { colorSchemeKey } from "./color-scheme";
import { OwnLetters } from "./own-letters";
import { cssVariablesResolver, theme } from "./theme";

const manager = localStorageColorSchemeManager({ key: colorSchemeKey });

/**
 * Styles that scripts add later must carry the nonce of the document's policy. The library that locks the page behind a
 * dialog reads it from this name.
 */
function announceNonce(nonce: string | undefined): string {
  if (typeof window !== "undefined") Object.assign(window, { __webpack_nonce__: nonce });
  return nonce ?? "";
}

/** The UI library for everything below. @param nonce of the request's content security policy */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  // The first one stays: a refresh brings the nonce of another request, but the document keeps its policy.
  const [first] = useState(() => announceNonce(nonce));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
      getStyleNonce={() => first}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      <OwnLetters />
      {children}
    </MantineProvider>
  );
}
