"use client";

import { useEffect } from "react";

/**
 * Makes the sign-in page a document of its own. Who comes here from a page, by signing out or because the session ended, would otherwise
 * leave what was open in the browser's memory, where the next person at this computer finds it with the back button.
 */
export function FreshDocument() {
  useEffect(() => {
    const [loaded] = performance.getEntriesByType("navigation");
    if (loaded && new URL(loaded.name).pathname !== window.location.pathname) window.location.reload();
  }, []);
  return null;
}
