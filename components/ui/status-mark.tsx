import { IconArrowBackUp, IconBan, IconCheck, IconCircleDashed, IconCircleHalf2 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { Status } from "@/lib/codes";
import classes from "./status-mark.module.css";

const icons = {
  draft: IconCircleDashed,
  submitted: IconCircleHalf2,
  verified: IconCheck,
  returned: IconArrowBackUp,
  withdrawn: IconBan,
};

/**
 * Status as icon and word. A draft has no status in the register; it is shown the same way. Needs the messages `codes.status`.
 * @param label in place of the status's own word; @param help what stands behind it
 */
export function StatusMark({ status, label, help }: { status: Status | "draft"; label?: string; help?: string }) {
  const t = useTranslations("codes");
  const Icon = icons[status];
  return (
    <span className={classes.mark} data-status={status} title={help}>
      <Icon size={15} stroke={1.75} aria-hidden="true" />
      {label ?? t(`status.${status}`)}
    </span>
  );
}
