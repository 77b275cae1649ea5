import { disconnect } from "@/lib/db/client";
import { asFailure } from "@/lib/db/failure";
import { AppError } from "@/lib/errors";
import { announcement } from "./announcement";
import { seed } from "./seed";

try {
  const accounts = await seed();
  if (accounts.length > 0) console.log(announcement(accounts));
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
