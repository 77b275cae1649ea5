import { inviteUser } from "@/lib/auth/account-links";
import { createUser, disableUser, enableUser, setPassword } from "@/lib/auth/accounts";
import { createAgency } from "@/lib/auth/agencies";
import { builtInViewer } from "@/lib/auth/mint";
import { accountRoles } from "@/lib/auth/schema";
import { defineCommand, WrongUsage } from "./command";

function roleOf(text: string): (typeof accountRoles)[number] {
  const role = accountRoles.find((known) => known === text);
  if (!role) throw new WrongUsage(`There is no role "${text}". It is one of: ${accountRoles.join(", ")}.`);
  return role;
}

const sessionsWords = (count: number) => (count === 1 ? "1 session ended" : `${count} sessions ended`);

const accountOptions = {
  email: { type: "string" },
  name: { type: "string" },
  role: { type: "string" },
  agency: { type: "string" },
} as const;

export const accountCommands = [
  defineCommand({
    name: "agency:create",
    usage: "--code C --name N [--time-zone Z]",
    summary: "Makes an agency, which owns cases. Z is an IANA zone such as Asia/Shanghai (default UTC). Prints its id.",
    options: { code: { type: "string" }, name: { type: "string" }, "time-zone": { type: "string" } },
    required: ["code", "name"],
    database: true,
    run: async ({ values: { code = "", name = "", "time-zone": timeZone = "UTC" } }) => ({
      id: await createAgency({ code, name, timeZone }, await builtInViewer("operator")),
    }),
    text: ({ id }) => String(id),
  }),
  defineCommand({
    name: "user:create",
    usage: "--email E --name N --role R --agency CODE",
    summary: `Makes an account. R is ${accountRoles.join(", ")}. The password comes from standard input. Prints the id.`,
    options: accountOptions,
    required: ["email", "name", "role", "agency"],
    database: true,
    run: async ({ values, readSecret }) => {
      const { email = "", name = "", agency = "" } = values;
      const role = roleOf(values.role ?? "");
      const password = await readSecret(`Password for ${email}`);
      return {
        id: await createUser({ email, name, role, agencyCode: agency, password }, await builtInViewer("operator")),
      };
    },
    text: ({ id }) => String(id),
  }),
  defineCommand({
    name: "user:password",
    usage: "--email E",
    summary: "Gives an account a new password, from standard input. All sessions of the user end.",
    options: { email: { type: "string" } },
    required: ["email"],
    database: true,
    run: async ({ values: { email = "" }, readSecret }) =>
      setPassword(email, await readSecret(`New password for ${email}`), await builtInViewer("operator")),
    text: ({ sessionsEnded }) => `The password is changed; ${sessionsWords(sessionsEnded)}.`,
  }),
  defineCommand({
    name: "user:disable",
    usage: "--email E",
    summary: "Closes an account. All sessions of the user end.",
    options: { email: { type: "string" } },
    required: ["email"],
    database: true,
    run: async ({ values: { email = "" } }) => disableUser(email, await builtInViewer("operator")),
    text: ({ sessionsEnded }) => `The account is closed; ${sessionsWords(sessionsEnded)}.`,
  }),
  defineCommand({
    name: "user:enable",
    usage: "--email E",
    summary: "Opens a closed account again, with the password it had.",
    options: { email: { type: "string" } },
    required: ["email"],
    database: true,
    run: async ({ values: { email = "" } }) => {
      await enableUser(email, await builtInViewer("operator"));
      return { email };
    },
    text: () => "The account is open again.",
  }),
  defineCommand({
    name: "user:invite",
    usage: "--email E --name N --role R --agency CODE",
    summary: `Makes an account and prints a link, good once for 72 hours, with which its owner sets the password. R is ${accountRoles.join(", ")}.`,
    options: accountOptions,
    required: ["email", "name", "role", "agency"],
    database: true,
    run: async ({ values: { email = "", name = "", role = "", agency = "" } }) => {
      const account = { email, name, role: roleOf(role), agencyCode: agency };
      return inviteUser(account, await builtInViewer("operator"));
    },
    text: ({ link }) => link.url,
  }),
];
