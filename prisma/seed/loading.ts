import { appendAction } from "@/lib/audit/append";
import type { Tx } from "@/lib/db/client";

/** One run of the seed: what it must not bring back, and the event its row changes are logged under. */
export type Loading = {
  removed: ReadonlySet<string>;
  /** Called before each write: appends the event once, and never where nothing is written. */
  announce: () => Promise<void>;
};

export function startLoading(tx: Tx, removed: ReadonlySet<string>): Loading {
  let announced = false;
  return {
    removed,
    announce: async () => {
      if (announced) return;
      announced = true;
      await appendAction(tx, {
        action: "register.load",
        subjectType: "register",
        subjectId: "shipped",
        reason: "Ships with the product",
      });
    },
  };
}
