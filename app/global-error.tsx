"use client";

import type { CSSProperties } from "react";
import { localeCodes } from "@/lib/codes";
import { lastResort } from "@/lib/i18n/last-resort";

const page: CSSProperties = { maxWidth: 480, margin: "96px auto", padding: "0 16px", font: "15px/22px sans-serif" };

/** The frame of all pages failed: no styles, no messages. Whoever reads this finds their language among the three. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : undefined;
  return (
    <html lang="en" style={{ colorScheme: "light dark" }}>
      <body>
        <main style={page}>
          {localeCodes.map((locale) => {
            const { title, text, retry: again } = lastResort[locale];
            return (
              <section key={locale} lang={locale} style={{ marginBottom: 24 }}>
                <h1 style={{ font: "600 20px/26px sans-serif", margin: 0 }}>{title}</h1>
                <p style={{ margin: "4px 0 8px" }}>{text}</p>
                <button type="button" onClick={retry}>
                  {again}
                </button>
              </section>
            );
          })}
          {reference && <code>{reference}</code>}
        </main>
      </body>
    </html>
  );
}
