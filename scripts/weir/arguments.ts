import { parseArgs } from "node:util";
import type { Command } from "./command";
import { WrongUsage } from "./command";

export type Parsed =
  | { kind: "help"; command?: Command }
  | {
      kind: "run";
      command: Command;
      values: Record<string, string | boolean | (string | boolean)[] | undefined>;
      positionals: string[];
      json: boolean;
    };

/**
 * Reads the command line.
 * @throws WrongUsage with the usage of the command, or the list of commands
 */
export function parseCommandLine(args: readonly string[], commands: readonly Command[]): Parsed {
  const [name, ...rest] = args;
  if (name === undefined) throw new WrongUsage(`Which command?\n\n${overview(commands)}`);
  if (name === "--help" || name === "-h" || name === "help") {
    return { kind: "help", command: commands.find((command) => command.name === rest[0]) };
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new WrongUsage(`There is no command "${name}".\n\n${overview(commands)}`);
  const wrong = (reason: string) => new WrongUsage(`${reason}\n\n${usage(command)}`);

  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: rest,
      options: { ...command.options, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const { json, help, ...values } = parsed.values;
  if (help) return { kind: "help", command };
  const missing = (command.required ?? []).filter((option) => values[option] === undefined || values[option] === "");
  if (missing.length > 0) throw wrong(`Missing: ${missing.map((option) => `--${option}`).join(", ")}.`);
  const wanted = command.positionals ?? [];
  if (parsed.positionals.length !== wanted.length) {
    const extra = parsed.positionals.slice(wanted.length);
    throw wrong(
      extra.length > 0
        ? `Not understood: ${extra.join(" ")}.`
        : `Missing: ${wanted.slice(parsed.positionals.length).join(" ")}.`,
    );
  }
  return { kind: "run", command, values, positionals: parsed.positionals, json: json === true };
}

function usage(command: Command): string {
  const parts = [command.name, ...(command.positionals ?? []), command.usage].filter(Boolean);
  return `Usage: npm run -s weir -- ${parts.join(" ")}\n  ${command.summary}`;
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(0, ...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return [
    "Usage: npm run -s weir -- COMMAND [options]",
    "",
    "Commands:",
    ...lines,
    "",
    "Each takes --json (one JSON document on standard output) and --help.",
    "Exit codes: 0 done, 1 refused (reasons on standard error), 2 wrong usage.",
  ].join("\n");
}

/** What --help prints. */
export function helpText(commands: readonly Command[], command?: Command): string {
  return command ? usage(command) : overview(commands);
}
