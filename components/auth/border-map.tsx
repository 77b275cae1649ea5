import { useLocale } from "next-intl";
import { allNames, localName } from "@/lib/i18n/names";
import classes from "./border-map.module.css";
import type { Mark, Position } from "./border-map-data";
import { countries, crossings, opposites, overTheMountain, tumen, yalu } from "./border-map-data";

const size = { width: 960, height: 470 };
/** px per degree of latitude; a degree of longitude is shorter by the cosine of the middle latitude. */
const scale = 112;
const shrink = Math.cos((41.5 * Math.PI) / 180);

const project = ([lon, lat]: Position): [x: number, y: number] => [
  Math.round(132 + (lon - 124.37) * shrink * scale),
  Math.round(28 + (43.4 - lat) * scale),
];
const path = (line: readonly Position[]) => `M${line.map((at) => project(at).join(" ")).join("L")}`;

const border = [...[...yalu].reverse().slice(0, -1), ...overTheMountain, ...tumen.slice(3)];

/** The border with its transit points, as decoration beside the sign-in form. */
export function BorderMap() {
  const locale = useLocale();
  return (
    <svg className={classes.map} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true" focusable="false">
      <path className={classes.river} d={path(yalu)} />
      <path className={classes.river} d={path(tumen)} />
      <path className={classes.border} d={path(border)} />
      {countries.map(({ names, original, at }) => {
        const [x, y] = project(at);
        const texts = allNames(names, locale).filter(({ lang }) => lang === locale || lang === original);
        return <Label key={names.nameEn} className={classes.country} x={x} y={y} anchor="middle" texts={texts} />;
      })}
      {crossings.map((each) => (
        <Place key={each.names.nameEn} mark={each} texts={allNames(each.names, locale)}>
          {(x, y) => <circle className={classes.crossing} cx={x} cy={y} r={3.5} />}
        </Place>
      ))}
      {opposites.map((each) => {
        const { primary, primaryLang, original, originalLang } = localName(each.names, locale, "KP");
        const beside = original && originalLang ? [{ text: original, lang: originalLang }] : [];
        return (
          <Place key={each.names.nameEn} mark={each} quiet texts={[{ text: primary, lang: primaryLang }, ...beside]}>
            {(x, y) => <rect className={classes.opposite} x={x - 2} y={y - 2} width={4} height={4} />}
          </Place>
        );
      })}
    </svg>
  );
}

type Texts = readonly { text: string; lang: string }[];

function Place({
  mark: { at, label },
  texts,
  quiet = false,
  children,
}: {
  mark: Mark;
  texts: Texts;
  quiet?: boolean;
  children: (x: number, y: number) => React.ReactNode;
}) {
  const [x, y] = project(at);
  const look = quiet ? classes.oppositeName : classes.name;
  return (
    <>
      {children(x, y)}
      <Label className={look} x={x + label.dx} y={y + label.dy} anchor={label.anchor} texts={texts} />
    </>
  );
}

function Label({
  texts,
  anchor,
  ...rest
}: {
  texts: Texts;
  anchor: "start" | "end" | "middle";
  className?: string;
  x: number;
  y: number;
}) {
  return (
    <text {...rest} textAnchor={anchor} dominantBaseline="middle">
      {texts.map(({ text, lang }, index) => (
        <tspan key={lang} lang={lang} className={index > 0 ? classes.other : undefined}>
          {index > 0 ? ` ${text}` : text}
        </tspan>
      ))}
    </text>
  );
}
