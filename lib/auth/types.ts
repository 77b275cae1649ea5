import type { KeyScope, Locale, UserRole } from "@/lib/codes";
import type { Failure } from "@/lib/errors";
import type { AccountRole, accountStates } from "./schema";

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
  scopes: readonly KeyScope[];
  state: "active" | "expired" | "revoked";
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** to the minute */
  lastUsedAt: Date | null;
};

/** A key just made: `key` is told this once. */
export type MadeKey = {
  id: number;
  key: string;
  prefix: string;
  label: string;
  expiresAt: Date | null;
  scopes: readonly KeyScope[];
};

/** What the form for a new key knows after a try: what was typed stays, unless a key was made. */
export type KeyMaking = {
  made?: MadeKey;
  typed?: { label: string; expires: string; scopes: readonly string[] };
  failure?: Failure;
};

/** What an account is named by: its e-mail on the command line, its id in pages. */
export type AccountKey = string | number;

export type AccountState = (typeof accountStates)[number];

/** An account of a person, as those who manage accounts see it. Instants are ISO texts. */
export type AccountSummary = {
  id: number;
  email: string;
  name: string;
  role: AccountRole;
  agencyCode: string;
  agencyName: string;
  state: AccountState;
  createdAt: string;
  /** last sign of life in any session, also an ended one */
  lastSeen: string | null;
  openSessions: number;
  /** the one-time link that is open */
  link: { kind: LinkKind; expiresAt: string } | null;
};

/** Which accounts are listed. `q`: part of a name or an e-mail. */
export type AccountFilter = {
  q: string | null;
  role: AccountRole | null;
  agency: string | null;
  state: AccountState | null;
};

/** `accounts`: how many of its people can sign in. */
export type AgencyRow = { code: string; name: string; timeZone: string; accounts: number };

/** What a one-time link is for: a new account, or a new password of an old one. */
export type LinkKind = "invitation" | "reset";

/** A one-time link, told once to the administrator who hands it over. */
export type OneTimeLink = { kind: LinkKind; url: string; expiresAt: string };

/** What a one-time link offers to the person who opens it. */
export type LinkOffer = {
  kind: LinkKind;
  email: string;
  name: string;
  role: AccountRole;
  agency: string;
  expiresAt: string;
};

/** What the form of a one-time link knows after a try. */
export type LinkState = { failure?: Failure };
