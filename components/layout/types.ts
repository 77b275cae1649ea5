import type { Route } from "next";
import type { UserRole } from "@/lib/codes";

/** Who is signed in, as the shell shows it: plain values. */
export type ShellViewer = {
  name: string;
  initials: string;
  role: UserRole;
  agencyName: string;
  /** may log a report */
  mayLog: boolean;
  /** for who reviews: how many versions wait for the own agency, and where they are listed */
  review: { count: number; href: string } | null;
  /** reads cases and trends, and so the lists that they rest on */
  readsCases: boolean;
  /** reads the log */
  readsLog: boolean;
  /** manages accounts and agencies */
  managesAccounts: boolean;
};

/** `accountHref`: where the own password is changed. */
export type ShellActions = { signOut: () => Promise<void>; accountHref?: Route };
