import type { Page, Response } from "@playwright/test";

/**
 * Keeps everything that the server sends a page from now on, pages and the parts that later ones are made of.
 * @returns which of some words stand in it
 */
export function payloadsOf(page: Page): (...words: string[]) => Promise<string[]> {
  const bodies: Promise<string>[] = [];
  page.on("response", (response: Response) => {
    const kind = response.headers()["content-type"] ?? "";
    if (/html|x-component|json/.test(kind)) bodies.push(response.text().catch(() => ""));
  });
  return async (...words) => {
    const sent = (await Promise.all(bodies)).join("\n");
    return words.filter((word) => sent.includes(word));
  };
}
