import { z } from "zod";

/** Longer than a password may be, but not so long that reading it costs anything. */
const typed = z.string().max(1000, "auth.error.password-long");

export const credentialsSchema = z.object({
  email: z.string().trim().toLowerCase().min(1, "auth.error.email-missing").max(200, "auth.error.email-form"),
  password: typed.min(1, "auth.error.password-missing"),
});

export const newPasswordSchema = z
  .object({ current: typed.min(1, "auth.error.password-missing"), password: typed, repeat: typed })
  .refine(({ password, repeat }) => password === repeat, { path: ["repeat"], message: "auth.error.repeat-differs" });
