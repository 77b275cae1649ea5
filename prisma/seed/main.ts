import { disconnect } from "@/lib/db/client";
import { asFailure } from "@/lib/db/failure";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { announcement } from "./announcement";
import { seed } from "./seed";
import { loadDemo } from "./synthetic/demo";

try {
  const accounts = await seed();
  const { DATABASE_ADMIN_URL: adminUrl } = env();
  // The demo's register is filled when it is made; the benchmark fills its own.
  const demo = process.argv.includes("--demo");
  if (adminUrl && demo) accounts.push(...(await loadDemo(adminUrl)));
  if (accounts.length > 0) console.log(announcement(accounts, { demo }));
} catch (error) {
  const failure = asFailure(error);
  console.error(
    failure instanceof AppError && failure.code === "UNAVAILABLE"
      ? `The database cannot be used: ${failure.message}`
      : failure,
  );
  process.exitCode = 1;
} finally {
  await disconnect();
}
