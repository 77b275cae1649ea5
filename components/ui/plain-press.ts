import type { MouseEvent } from "react";

/** Whether a press of a link is one to follow in place: not one by which the browser opens a tab, a window, or a download. */
export function isPlainPress(event: MouseEvent): boolean {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return !defaultPrevented && button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
