// The platform's formats, kept once made: making one takes some hundred times as long as using it, and a page uses hundreds.

/** As many are kept of each kind: languages times options, and time zones. */
const most = 200;

function kept<Options, Format>(make: (locale: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = made.get(key);
    if (known) return known;
    if (made.size >= most) made.clear();
    const format = make(locale, options);
    made.set(key, format);
    return format;
  };
}

/** Intl.NumberFormat. @param locale BCP 47 */
export const numberFormat = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));

/** Intl.DateTimeFormat. @param locale BCP 47 */
export const dateTimeFormat = kept(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

/** Intl.DisplayNames. @param locale BCP 47 */
export const displayNames = kept((locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(locale, options));
