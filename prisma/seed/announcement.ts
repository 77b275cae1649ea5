import type { FirstAccount } from "@/lib/auth/first-accounts";

/** What the first start prints: the accounts with their passwords, once. */
export function announcement(accounts: readonly FirstAccount[], { demo = false } = {}): string {
  const width = Math.max(...accounts.map((a) => a.email.length));
  const rows = accounts.map(({ email, password }) => `  ${email.padEnd(width)}  ${password}`);
  return [
    "",
    "The first accounts. Their passwords are shown this once and are kept nowhere: note them down.",
    ...rows,
    demo
      ? "They open this demo alone, which you can make anew: stop it and remove its folder."
      : "Change them after signing in. A lost one is replaced by: npm run -s weir -- user:password --email ADDRESS",
    "",
  ].join("\n");
}
