/** A name for the next version of a set: `unodc-2019` → `unodc-2019-2` → `unodc-2019-3`, the first that is free. */
export function nextSlug(slug: string, taken: readonly string[]): string {
  const [, stem = slug, number] = /^(.*?)(?:-(\d{1,3}))?$/.exec(slug) ?? [];
  // A year is part of the name, not a version of ours.
  const isVersion = number !== undefined && stem !== "";
  for (let n = isVersion ? Number(number) + 1 : 2; ; n++) {
    const next = `${isVersion ? stem : slug}-${n}`;
    if (!taken.includes(next)) return next;
  }
}
