import path from "node:path";
import { AppError } from "@/lib/errors";
import { readEnvironment } from "../boot/environment.mjs";
import { prepareRegister } from "../boot/register.mjs";
import { helpText, parseCommandLine } from "./arguments";
import { Refusal, WrongUsage } from "./command";
import { commands } from "./commands";
import { readSecret } from "./secret";
import { sentence } from "./sentence";

/** Runs one command. Resolves to the exit code: 0 done, 1 refused, 2 wrong usage. */
export async function main(args: string[]): Promise<number> {
  try {
    const parsed = parseCommandLine(args, commands);
    if (parsed.kind === "help") {
      process.stdout.write(`${helpText(commands, parsed.command)}\n`);
      return 0;
    }
    const { command, json, values, positionals } = parsed;
    if (command.database) Object.assign(process.env, await prepareRegister(readEnvironment(process.env)));
    const { result, text, exitCode } = await command.perform({
      values,
      positionals,
      readSecret,
      resolveFile: (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file),
      note: (line) => process.stderr.write(`${line}\n`),
      output: process.stdout,
      json,
    });
    const printed = json ? `${JSON.stringify(result)}\n` : text && `${text}\n`;
    await new Promise((written) => process.stdout.write(printed, written));
    return exitCode;
  } catch (error) {
    if (error instanceof WrongUsage) return complain(error.message, 2);
    if (error instanceof Refusal) return complain(error.message, 1);
    if (error instanceof AppError) {
      const problems = await Promise.all(error.fields.map(sentence));
      return complain(problems.length > 0 ? ["Refused:", ...problems].join("\n") : error.message, 1);
    }
    throw error;
  }
}

function complain(reason: string, exitCode: number): number {
  process.stderr.write(`${reason}\n`);
  return exitCode;
}
