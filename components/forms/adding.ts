"use client";

import { createContext, useContext } from "react";

/** An entry that a list does not have yet, asked for in the middle of a form. */
export type Asked = {
  list: "point" | "substance";
  /** what was typed */
  text: string;
  /** the entry that it may be another name of, where the form knows one */
  of: string | null;
  /** the entries of the list, by slug, in the reader's language */
  choices: readonly { slug: string; name: string }[];
  /** takes what was added, or named anew */
  onAdded: (entry: { slug: string; name: string }) => void;
};

/** What is asked for now, and how to be done with it. The page puts the dialog of the lists beside the form; the form knows no more than this. */
export const AddingContext = createContext<{ asked: Asked; close: () => void } | null>(null);

/** @throws outside of a form that asks */
export function useAdding() {
  const adding = useContext(AddingContext);
  if (!adding) throw new Error("nothing is asked for here");
  return adding;
}
