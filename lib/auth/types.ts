import type { Locale, UserRole } from "@/lib/codes";
import type { Failure } from "@/lib/errors";

declare const minted: unique symbol;

/**
 * Whoever asks. Only lib/auth/mint.ts makes one, from the database's own rows, so that a function that takes a Viewer
 * cannot be called without one.
 */
export type Viewer = Readonly<{
  [minted]: true;
  userId: number;
  name: string;
  /** null for the built-in actors */
  email: string | null;
  role: UserRole;
  agencyId: number;
  agencyCode: string;
  agencyName: string;
  /** IANA zone of the agency; decides what "today" is */
  timeZone: string;
  locale: Locale | null;
}>;

/** What the sign-in form knows after a try: the e-mail stays typed, the password does not. */
export type SignInState = { email: string; failure?: Failure };

/** What the form for one's own password knows after a try. */
export type PasswordChange = { changed?: { othersEnded: number }; failure?: Failure };

/** A key for programs, as its holder sees it. `prefix` is the part that may be shown. */
export type OwnKey = {
  id: number;
  label: string;
  prefix: string;
  state: "active" | "expired" | "revoked";
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** to the minute */
  lastUsedAt: Date | null;
};

/** A key just made: `key` is told this once. */
export type MadeKey = { id: number; key: string; prefix: string; label: string; expiresAt: Date | null };

/** What the form for a new key knows after a try: what was typed stays, unless a key was made. */
export type KeyMaking = { made?: MadeKey; typed?: { label: string; expires: string }; failure?: Failure };
