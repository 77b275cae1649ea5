import { accountCommands } from "./accounts";
import { backupCommands } from "./backup";
import type { Command } from "./command";
import { exportCommand } from "./export";
import { importCommand, importUndoCommand } from "./import";
import { indicatorsCommand } from "./indicators";
import { keyCommands } from "./keys";
import { readModelCommands } from "./readmodel";
import { trendsCommand } from "./trends";

/** All commands, in the order of the help. Each group of commands is a file beside this one. */
export const commands: readonly Command[] = [
  ...accountCommands,
  ...keyCommands,
  trendsCommand,
  indicatorsCommand,
  importCommand,
  importUndoCommand,
  exportCommand,
  ...readModelCommands,
  ...backupCommands,
];
