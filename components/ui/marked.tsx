import classes from "./marked.module.css";

/** A text with the parts that a search found. @param marks from and to, in the text's own units, in order and apart */
export function Marked({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) {
  const parts = marks.map(([from, to], at) => ({
    from,
    before: text.slice(marks[at - 1]?.[1] ?? 0, from),
    found: text.slice(from, to),
  }));
  return (
    <>
      {parts.map(({ from, before, found }) => (
        <span key={from}>
          {before}
          <mark className={classes.mark}>{found}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}
