import { expect, it } from "vitest";
import { argumentsOf } from "./icu-arguments";

it.each([
  ["plain", [], []],
  ["{b} and {a} and {b}", ["a", "b"], []],
  ["{n, plural, one {# case} other {# cases}} of {all}", ["all", "n"], []],
  ["{n, plural, one {tab.} other {tabs}}", [], ["n"]],
  ["{n, plural, one {case} other {cases}}, {n}", ["n"], []],
  ["{kind, select, a {about {date}} other {{date}, a {weekday}}}", ["date", "kind", "weekday"], []],
  ["see <link>this</link> {x}", ["<link>", "x"], []],
  ["{when, date, short}", ["when"], []],
])("reads %s", (message, shown, counted) => expect(argumentsOf(message)).toEqual({ shown, counted }));
