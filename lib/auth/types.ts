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
