/**
 * A text as a spreadsheet shows it and does not run it: one that begins with a sign that begins a formula, in ASCII or full width, with space
 * before such a sign, with a tab or a line end, or with an apostrophe, gets an apostrophe in front. So whoever reads the file takes one
 * apostrophe off the front of every text that has one, and has each text as it was.
 */
export function harmless(text: string): string {
  return /^[\s\u{feff}]*[=+\-@＝＋－＠]|^[\t\r\n']/u.test(text) ? `'${text}` : text;
}

/** A text as it was before `harmless`. */
export function asWas(text: string): string {
  return text.startsWith("'") && harmless(text.slice(1)) === text ? text.slice(1) : text;
}

/** A field of RFC 4180. @param text made harmless already, where somebody's words stand in it */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
