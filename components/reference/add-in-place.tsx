"use client";

import dynamic from "next/dynamic";

/** Needed by few reports, so loaded when it is: the dialog that adds to the lists from inside of another form. */
const AddDialog = dynamic(() => import("./add-dialog").then((loaded) => loaded.AddDialog), { ssr: false });

/** What a page puts beside a form that lists' entries can be added from. */
export function AddInPlace() {
  return <AddDialog />;
}
