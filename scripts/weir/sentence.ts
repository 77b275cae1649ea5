import { createTranslator } from "next-intl";
import type { FieldProblem } from "@/lib/errors";

/** What a person reads of a problem at a field, in the language of the command line. */
export async function sentence({ path, message, values }: FieldProblem): Promise<string> {
  const [namespace = "", ...key] = message.split(".");
  const file: { default: Record<string, string> } = await import(`../../lib/i18n/messages/en/${namespace}.json`);
  const translate = createTranslator<Record<string, string>>({
    locale: "en",
    messages: file.default,
    onError: () => {},
    getMessageFallback: () => message,
  });
  return `  ${path}: ${translate(key.join("."), values)}`;
}
