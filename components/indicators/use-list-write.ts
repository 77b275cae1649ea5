import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWrite } from "@/components/forms/use-write";
import type { ActionResult } from "@/lib/errors";
import type { ListRights } from "@/lib/indicators/types";
import { proposeWrite } from "@/lib/proposals/actions";
import type { ProposalKind } from "@/lib/proposals/types";

/**
 * One write of these lists: made by who keeps them, put before them by who may propose. Needs the messages `reference.write`.
 * @param kind what the write is called as a proposal
 */
export function useListWrite<I extends object>(
  rights: ListRights,
  kind: ProposalKind,
  write: (input: I) => Promise<ActionResult<unknown>>,
) {
  const words = useTranslations("reference.write");
  const [reason, setReason] = useState("");
  const keeps = rights === "keep";
  const made = useWrite((input: I) =>
    // What a form sends is JSON: the proposal keeps it as it is.
    keeps ? write(input) : proposeWrite({ kind, payload: JSON.parse(JSON.stringify(input)), reason }),
  );
  return {
    ...made,
    keeps,
    /** for WriteBar */
    bar: { proposes: !keeps, pending: made.pending, reason, onReason: setReason },
    /** for WriteOutcome */
    outcome: {
      written: made.written,
      done: keeps ? words("saved") : words("proposed"),
      conflict: words("conflict"),
    },
  };
}
