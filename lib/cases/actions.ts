"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { viewerAction } from "@/lib/auth/action";
import { densityCodes } from "./columns";
import { densityCookie } from "./types";

const yearSeconds = 31_536_000;

/** Keeps in the browser how much room a row takes, so that the server draws the next page like this one. */
export const rememberDensity = viewerAction(
  z.strictObject({ density: z.enum(densityCodes) }),
  async (_viewer, { density }) => {
    (await cookies()).set(densityCookie, density, { maxAge: yearSeconds, sameSite: "lax", path: "/" });
  },
);
