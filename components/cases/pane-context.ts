"use client";

import type { ReactNode } from "react";
import { createContext } from "react";
import type { ActionResult } from "@/lib/errors";

/** Draws a case for the pane; with `names` the names of its people too, which is logged. */
export type ShowCase = (input: { reference: string; names: boolean }) => Promise<ActionResult<ReactNode>>;

/** What the content of the pane may ask of it. */
export const PaneContext = createContext<{ openNames: () => void; pending: boolean } | null>(null);
