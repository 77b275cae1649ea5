import type pg from "pg";
import { searched } from "./cases";
import type { Send } from "./client";
import { floorsOn, lookUp, midOfList } from "./floors";

/** What list, facets, trend and deepPage ask: a point with its children, five years, one substance. */
const question = { points: "yanbian", substance: "methamphetamine", from: "2019-01-01", to: "2023-12-31" };
/** The same, as the API is asked. */
export const query = "point=yanbian&from=2019-01&to=2023-12&substance=methamphetamine";

/** Five years that begin in another month each turn: counted anew, because counts are kept for as long as nothing is written. */
function otherPeriod(turn: number) {
  const month = turn % 60;
  const first = new Date(Date.UTC(2016, month, 1));
  const last = new Date(Date.UTC(2016, month + 60 + Math.floor(turn / 60), 0));
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return { days: { from: day(first), to: day(last) } };
}
const queryOf = ({ days: { from, to } }: ReturnType<typeof otherPeriod>) =>
  `point=yanbian&from=${from.slice(0, 7)}&to=${to.slice(0, 7)}&substance=methamphetamine`;

type Turn = (turn: number) => Promise<unknown>;
/** Something the API does, beside the same answer fetched by hand. */
export type Operation = { name: string; own: Turn; floor: Turn };

const each = <T>(list: readonly T[], turn: number): T => {
  const one = list[turn % list.length];
  if (one === undefined) throw new Error("nothing to take turns with");
  return one;
};

/** The reads, ready to be measured. @param userId who asks; @param api sends to /api/v1 in that user's name, demanding an answer */
export async function readOperations(admin: pg.Client, userId: number, api: Send): Promise<Operation[]> {
  const asked = await lookUp(admin, userId, question);
  const floors = floorsOn(admin, asked);
  const middle = await midOfList(admin, asked);
  const { rows: opened } = await admin.query<{ reference: string }>(
    `SELECT reference FROM case_file WHERE scope_id = ANY ($1::int[]) AND id % 7 = 0 ORDER BY md5(reference) LIMIT 200`,
    [asked.scopes],
  );
  const get = (path: string) => () => api(`/api/v1${path}`);
  const word = (turn: number) => each(searched, turn);
  const reference = (turn: number) => each(opened, turn).reference;
  return [
    { name: "list", own: get(`/cases?${query}`), floor: floors.list },
    { name: "facets", own: get(`/facets?${query}`), floor: () => floors.facets() },
    {
      name: "facetsAnew",
      own: (turn) => api(`/api/v1/facets?${queryOf(otherPeriod(turn))}`),
      floor: (turn) => floors.facets(otherPeriod(turn).days),
    },
    { name: "trend", own: get(`/trends?${query}`), floor: floors.trend },
    {
      name: "deepPage",
      own: get(`/cases?${query}&cursor=${middle.day}~${middle.reference}`),
      floor: () => floors.deepPage(middle.day, middle.id),
    },
    {
      name: "search",
      own: (turn) => api(`/api/v1/cases?q=${encodeURIComponent(word(turn))}`),
      floor: (turn) => floors.search(word(turn)),
    },
    {
      name: "openCase",
      own: (turn) => api(`/api/v1/cases/${reference(turn)}`),
      floor: (turn) => floors.openCase(reference(turn)),
    },
  ];
}
