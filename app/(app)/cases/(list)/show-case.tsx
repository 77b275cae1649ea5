"use server";

import type { ReactNode } from "react";
import { z } from "zod";
import { CasePane, NoCasePane } from "@/components/cases/case-pane";
import { viewerAction } from "@/lib/auth/action";
import { AppError } from "@/lib/errors";
import { loadCaseFile, loadCaseGlance } from "@/lib/reports/loaders";

/**
 * Draws a case for the pane beside the list: the pane alone, where asking for the page would make the list anew. With `names` the names of
 * its people are opened, which is logged first, as whenever a case's file is opened.
 */
export const showCase = viewerAction(
  z.strictObject({ reference: z.string().min(1).max(60), names: z.boolean() }),
  async (viewer, { reference, names }): Promise<ReactNode> => {
    try {
      const glance = names
        ? { file: await loadCaseFile(viewer, reference), openable: false }
        : await loadCaseGlance(viewer, reference);
      return <CasePane {...glance} />;
    } catch (error) {
      if (error instanceof AppError && error.code === "NOT_FOUND") return <NoCasePane reference={reference} />;
      throw error;
    }
  },
);
