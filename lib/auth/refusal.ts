import { forbidden, notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** For pages: what a loader refuses becomes the page that says so, not found or not for one's role. Other failures stay as they are. */
export async function orRefusal<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    if (error instanceof AppError && error.code === "FORBIDDEN") forbidden();
    throw error;
  }
}
