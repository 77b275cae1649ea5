import type { Route } from "next";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { paletteActs } from "@/components/layout/palette-entries";
import { signOut } from "@/lib/auth/actions";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import { countWaiting } from "@/lib/review/loaders";

/** The first letters of the first two words of a name; of one word, its first two characters. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [...(words[0] ?? "")].slice(0, 2);
  return letters.join("").toUpperCase();
}

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { name, role, agencyName } = viewer;
  return (
    <AppShell
      viewer={{
        name,
        initials: initialsOf(name),
        role,
        agencyName,
        mayLog: may(viewer, "report.log"),
        review: await countWaiting(viewer),
        readsCases: may(viewer, "case.read"),
        mayImport: may(viewer, "import.run"),
        readsLog: may(viewer, "audit.read"),
        managesAccounts: may(viewer, "accounts.manage"),
        acts: paletteActs.filter(({ verb }) => may(viewer, verb)).map(({ key }) => key),
      }}
      actions={{ signOut, accountHref: "/account" as Route }}
    >
      {children}
    </AppShell>
  );
}
