import { useTranslations } from "next-intl";
import type { Verb } from "@/lib/auth/permissions";
import { matrix } from "@/lib/auth/permissions";
import type { AccountRole } from "@/lib/auth/schema";
import { accountRoles } from "@/lib/auth/schema";
import classes from "./admin.module.css";

/** The verbs of a role, in the order of the matrix. */
const verbsOf = (role: AccountRole) =>
  (Object.keys(matrix) as Verb[]).filter((verb) => (matrix[verb] as readonly string[]).includes(role));

/** One role of five. Beside each stands what it sees; of the chosen one, what it may do, as the matrix has it. */
export function RoleChoice({ chosen }: { chosen: AccountRole }) {
  const t = useTranslations("admin");
  const roles = useTranslations("codes.userRole");
  const verbs = useTranslations("admin.verb");
  const words = (verb: Verb) => {
    const key = verb.replace(".", "_") as Parameters<typeof verbs>[0];
    return verbs.has(key) ? verbs(key) : verb;
  };
  return (
    <fieldset className={`${classes.roles} ${classes.fieldGap}`}>
      <legend>{t("column.role")}</legend>
      {accountRoles.map((role) => (
        <div key={role} className={classes.role}>
          <label>
            <input type="radio" name="role" value={role} defaultChecked={role === chosen} />
            <strong>{roles(role)}</strong>
            <span className={classes.scope}>{t(`sees.${role}`)}</span>
          </label>
          <ul className={classes.may} aria-label={t("mayDo")}>
            {verbsOf(role).map((verb) => (
              <li key={verb}>{words(verb)}</li>
            ))}
          </ul>
        </div>
      ))}
    </fieldset>
  );
}
