import classes from "./logo.module.css";

/** The mark: a weir's crest with its notch. Decoration beside the name. */
export function LogoMark({ width = 17 }: { width?: number }) {
  return (
    <svg className={classes.mark} width={width} height={(width * 14) / 17} viewBox="0 0 17 14" aria-hidden="true">
      <path fillRule="evenodd" d="M0 0h5l1.15 1.9h4.7L12 0h5v14H0zM6.9 3.35h3.3L8.5 6.9z" fill="currentColor" />
    </svg>
  );
}
