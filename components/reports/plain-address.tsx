"use client";

import { useEffect } from "react";

/** Takes the query out of the address once the page stands: what it said is not said again at the next load. */
export function PlainAddress() {
  useEffect(() => window.history.replaceState(null, "", window.location.pathname), []);
  return null;
}
