import type { Writable } from "node:stream";
import type { ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Value<O> = O extends { type: "boolean" } ? boolean : O extends { multiple: true } ? string[] : string;

/** What a command gets: its options by name (absent ones undefined), its positional arguments, and standard input. */
export interface Call<O extends Options> {
  values: { [K in keyof O]?: Value<O[K]> };
  positionals: string[];
  /** A secret from standard input: the first line, or what is typed unseen at a terminal. */
  readSecret: (prompt: string) => Promise<string>;
  /** A file named on the command line, seen from the folder that the command was called in. */
  resolveFile: (file: string) => string;
  /** A remark for the person, on standard error. */
  note: (text: string) => void;
  /** Where a file goes that was asked for without a name: standard output. */
  output: Writable;
  /** whether one JSON document was asked for on standard output, and nothing else */
  json: boolean;
}

interface Definition<O extends Options, R> {
  /** as typed: `user:create` */
  name: string;
  /** its options as help shows them: `--email E --name N` */
  usage: string;
  /** one line */
  summary: string;
  options: O;
  /** options that must be given */
  required?: (keyof O & string)[];
  /** names of the positional arguments, all of them required */
  positionals?: string[];
  /** whether it needs the register's database; it is then up, migrated and in the environment */
  database: boolean;
  /** Does it. Throw AppError or Refusal to refuse (exit code 1), WrongUsage for a wrong call (2). */
  run: (call: Call<O>) => Promise<R>;
  /** The result as a person reads it; with --json the result itself is printed. */
  text: (result: R) => string;
  /** The exit code of a result that is no error but no success either (default 0). */
  exitCode?: (result: R) => number;
}

/** A call before its options have the types of one command: parseArgs has checked them against its declaration. */
type UntypedCall = Omit<Call<Options>, "values"> & { values: Record<string, unknown> };

/** A command as the dispatcher sees it. */
export interface Command extends Omit<Definition<Options, unknown>, "run" | "text" | "exitCode"> {
  perform: (call: UntypedCall) => Promise<{ result: unknown; text: string; exitCode: number }>;
}

/** Declares a command. Every command also takes --json and --help. */
export function defineCommand<const O extends Options, R>(definition: Definition<O, R>): Command {
  const { run, text, exitCode, ...rest } = definition;
  return {
    ...rest,
    perform: async (call) => {
      const result = await run(call as Call<O>);
      return { result, text: text(result), exitCode: exitCode?.(result) ?? 0 };
    },
  };
}

/** The command understood and will not: exit code 1. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** The command was called wrongly: exit code 2. */
export class WrongUsage extends Error {
  override name = "WrongUsage";
}
