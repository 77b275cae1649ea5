import type { Route } from "next";
import type { UserRole } from "@/lib/codes";
import type { Counted } from "@/lib/i18n/format";

/** Who is signed in, as the shell shows it: plain values. */
export type ShellViewer = {
  name: string;
  initials: string;
  role: UserRole;
  agencyName: string;
  /** may log a report */
  mayLog: boolean;
  /** for who reviews: how many versions wait for the own agency, and where they are listed */
  review: (Counted & { href: string }) | null;
  /** reads cases and trends, and so the lists that they rest on */
  readsCases: boolean;
  /** imports files */
  mayImport: boolean;
  /** reads the log */
  readsLog: boolean;
  /** manages accounts and agencies */
  managesAccounts: boolean;
  /** what the palette offers to do */
  acts: readonly PaletteAct[];
};

/** Something to do from anywhere, by its key in components/layout/palette-entries.ts. */
export type PaletteAct = "source" | "point" | "substance" | "conversionSet" | "account";

/** Something of the register that the palette found, and where it opens. */
export type PaletteHit = {
  group: "view" | "case" | "point" | "substance";
  key: string;
  label: string;
  detail: string;
  href: string;
};

/** `accountHref`: where the own password is changed. */
export type ShellActions = { signOut: () => Promise<void>; accountHref?: Route };
