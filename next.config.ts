import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Sent with every answer. The content security policy carries a nonce and is set per request, in proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
];

const config: NextConfig = {
  output: "standalone",
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Hidden routes would keep drafts and case files in the page, even across sign-out: wrong on a shared computer.
  cacheComponents: false,
  reactCompiler: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-boss", "pg-query-stream", "pino", "prom-client"],
  // Data that a map is cut from: read as files, so the standalone server takes them along.
  outputFileTracingIncludes: { "/api/map": ["./node_modules/world-atlas/countries-*.json"] },
  experimental: {
    authInterrupts: true, // forbidden(): a page that is not for one's role answers 403, not 500
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"],
  },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages reach the browser compiled, so that it needs no parser for them.
  experimental: { messages: { path: "./lib/i18n/messages", format: "json", locales: "infer", precompile: true } },
});

export default withNextIntl(config);
