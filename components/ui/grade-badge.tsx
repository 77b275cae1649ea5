import { useTranslations } from "next-intl";
import type { Credibility, Reliability } from "@/lib/codes";
import classes from "./grade-badge.module.css";

/**
 * The Admiralty grade of a report: reliability of its source (A to F) and its own credibility (1 to 6).
 * F and 6 say "cannot be judged"; they are dashed, not grey and not last. Needs the messages `codes.reliability` and
 * `codes.credibility`.
 */
export function GradeBadge({
  reliability,
  credibility,
}: {
  reliability: Reliability | null;
  credibility: Credibility | null;
}) {
  const t = useTranslations();
  const words = [
    reliability && t(`codes.reliability.${reliability}`),
    credibility && t(`codes.credibility.${credibility}`),
  ].filter(Boolean);
  const unjudged = reliability === "F" || credibility === "6" || !reliability || !credibility;
  return (
    <span className={classes.grade} data-unjudged={unjudged || undefined} title={words.join("; ")}>
      <span className={classes.letter}>{reliability ?? "–"}</span>
      <span>{credibility ?? "–"}</span>
      <span className="visually-hidden">{words.join("; ")}</span>
    </span>
  );
}
