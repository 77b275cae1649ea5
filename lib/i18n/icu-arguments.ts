/** `shown`: arguments and tags (`<name>`) that appear in the text or decide what it says; `counted`: those that only choose a plural. */
export type IcuArguments = { shown: string[]; counted: string[] };

/** What an ICU message takes, sorted, each once. For tests: the messages themselves are read by next-intl. */
export function argumentsOf(message: string): IcuArguments {
  const found = new Map<string, boolean>();
  read(message, 0, found);
  for (const [, tag = ""] of message.matchAll(/<([a-z][\w-]*)>/gi)) found.set(`<${tag}>`, true);
  const names = (wanted: boolean) =>
    [...found]
      .filter(([, shown]) => shown === wanted)
      .map(([name]) => name)
      .sort();
  return { shown: names(true), counted: names(false) };
}

/** Reads text up to the brace that closes it; an argument's options are texts again. @returns where it ended */
function read(message: string, from: number, found: Map<string, boolean>): number {
  let at = from;
  while (at < message.length && message[at] !== "}") {
    if (message[at] === "{") at = readArgument(message, at + 1, found);
    at += 1;
  }
  return at;
}

/** @returns the index of the argument's closing brace */
function readArgument(message: string, from: number, found: Map<string, boolean>): number {
  const name = /^[^,{}]*/.exec(message.slice(from))?.[0] ?? "";
  let at = from + name.length;
  while (at < message.length && message[at] !== "}") {
    if (message[at] === "{") at = read(message, at + 1, found);
    at += 1;
  }
  const onlyChooses = /^,\s*plural/.test(message.slice(from + name.length)) && !message.slice(from, at).includes("#");
  found.set(name.trim(), !onlyChooses || found.get(name.trim()) === true);
  return at;
}
