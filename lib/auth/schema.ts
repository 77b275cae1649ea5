import { z } from "zod";
import { userRoleCodes } from "@/lib/codes";

/** Longer than a password may be, but not so long that reading it costs anything. */
const typed = z.string().max(1000, "auth.error.password-long");

export const credentialsSchema = z.object({
  email: z.string().trim().toLowerCase().min(1, "auth.error.email-missing").max(200, "auth.error.email-form"),
  password: typed.min(1, "auth.error.password-missing"),
});

const isRepeated = ({ password, repeat }: { password: string; repeat: string }) => password === repeat;
const differs = { path: ["repeat"], message: "auth.error.repeat-differs" };

export const newPasswordSchema = z
  .object({ current: typed.min(1, "auth.error.password-missing"), password: typed, repeat: typed })
  .refine(isRepeated, differs);

/** A one-time link's token: 256 bits. */
export const tokenSchema = z.string().regex(/^[\w-]{43}$/, "auth.error.link-over");
export const linkPasswordSchema = z
  .object({ token: tokenSchema, password: typed, repeat: typed })
  .refine(isRepeated, differs);

/** The roles that a person can have; `operator` and `register` are built in and cannot sign in. */
export const accountRoles = userRoleCodes.filter((role) => role !== "operator" && role !== "register");
export type AccountRole = (typeof accountRoles)[number];

/** `invited`: nobody has set a password yet and the link is open; `lapsed`: the same, and the link is over; `disabled`: closed. */
export const accountStates = ["active", "invited", "lapsed", "disabled"] as const;

/** A name that the runtime knows. An offset such as `+08:00` is none: the database would read its sign the other way round. */
const isTimeZone = (zone: string) => {
  try {
    return /^[A-Za-z]/.test(zone) && Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
};

const name = z.string().trim().min(1, "auth.error.name-missing").max(200, "auth.error.name-long");
const timeZone = z.string().trim().refine(isTimeZone, "auth.error.time-zone");
const role = z.enum(accountRoles, "auth.error.role-unknown");
const agencyCode = z.string().max(60, "auth.error.agency-unknown");

export const agencySchema = z.object({
  code: z
    .string()
    .trim()
    .max(60, "auth.error.agency-code")
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "auth.error.agency-code"),
  name,
  timeZone,
});
const agencyValues = z.object({ name: z.string(), timeZone: z.string() });
/** `was`: what the one who changes it saw before. */
export const agencyChangeSchema = z.object({ code: z.string(), name, timeZone, was: agencyValues });

export const invitationSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(200, "auth.error.email-form")
    .regex(/^[^\s@]+@[^\s@]+$/, "auth.error.email-form"),
  name,
  role,
  agencyCode,
});
export const userSchema = invitationSchema.extend({ password: z.string() });

/** Accounts are named by id in pages. */
export const accountIdSchema = z.number().int().min(1).max(2_147_483_647);
const accountValues = z.object({ name: z.string(), role: z.string(), agencyCode: z.string() });
/** `was`: what the one who changes it saw before. */
export const accountChangeSchema = z.object({ id: accountIdSchema, name, role, agencyCode, was: accountValues });
