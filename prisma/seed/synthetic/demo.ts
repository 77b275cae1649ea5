import pg from "pg";
import { appendAction } from "@/lib/audit/append";
import { createUser } from "@/lib/auth/accounts";
import type { FirstAccount } from "@/lib/auth/first-accounts";
import { builtInViewer } from "@/lib/auth/mint";
import { generatePassword } from "@/lib/auth/password";
import type { Tx } from "@/lib/db/client";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { loadSyntheticRegister, makeSyntheticWorld } from "./load";
import type { Story } from "./story";
import { demoCases, demoPoints, storyUntil } from "./story";

const seed = 20_260_101;
const agencies = [
  { code: "east", name: "Eastern border command" },
  { code: "customs", name: "Customs investigation office" },
];
/** What passes this border, the commonest first: of the whole list each would have a little. */
const passing = [
  "methamphetamine",
  "magu",
  "heroin",
  "ketamine",
  "mdma",
  "cannabis",
  "opium",
  "pseudoephedrine",
  "cocaine",
  "etomidate",
  "fentanyl",
  "acetic-anhydride",
];
/** Beside the first accounts, which are the desk's: whoever tries the demo can look at the same cases from another agency. */
const accounts = [
  { email: "viewer@weir.example", name: "Viewer", role: "viewer", agencyCode: "desk" },
  { email: "auditor@weir.example", name: "Auditor", role: "auditor", agencyCode: "desk" },
  { email: "analyst.east@weir.example", name: "Eastern analyst", role: "analyst", agencyCode: "east" },
  { email: "reviewer.east@weir.example", name: "Eastern reviewer", role: "reviewer", agencyCode: "east" },
  { email: "analyst.customs@weir.example", name: "Customs analyst", role: "analyst", agencyCode: "customs" },
] as const;

/**
 * Fills the demo's register, once: three agencies, their people, ten years of invented cases up to today, and what makes their zeroes zero.
 * @param adminUrl a superuser's
 * @param options how many cases are thrown (a few fall out), and the last day
 * @returns the accounts made beside the first ones, with their passwords; none where the register is full already
 * @throws Error where a former run broke off
 */
export async function loadDemo(
  adminUrl: string,
  { thrown = 4_000, today = new Date().toISOString().slice(0, 10) }: { thrown?: number; today?: string } = {},
): Promise<FirstAccount[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const db = {
    adminUrl,
    sql: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await client.query<R>(text, values)).rows,
  };
  try {
    const [state] = await db.sql<{ begun: boolean; done: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM agency WHERE code = $1) AS begun, EXISTS (SELECT 1 FROM case_file) AS done`,
      [agencies[0]?.code],
    );
    if (state?.done) return [];
    if (state?.begun)
      throw new Error("The demo's register was left half made. Remove the folder `demo` of the data folder.");
    const story = storyUntil(today);
    const world = await makeSyntheticWorld(db, agencies);
    const made = await makeAccounts();
    const staff = [await deskStaff(db), ...world.agencies];
    const substances = passing.flatMap((slug) => world.lists.substances.filter((one) => one.slug === slug));
    const lists = { ...world.lists, points: [...demoPoints], substances, agencies: staff.length };
    const cases = demoCases(seed, thrown, lists, story);
    await tellStory(story);
    await loadSyntheticRegister(db, { lists, agencies: staff, sources: world.sources }, cases);
    return made;
  } finally {
    await client.end();
  }
}

async function makeAccounts(): Promise<FirstAccount[]> {
  const operator = await builtInViewer("operator");
  const made: FirstAccount[] = [];
  for (const account of accounts) {
    const password = generatePassword();
    await createUser({ ...account, password }, operator);
    made.push({ email: account.email, password });
  }
  return made;
}

/** The desk's analyst and reviewer, who can sign in, log and verify invented cases too: theirs is some of the work that waits. */
async function deskStaff(db: Parameters<typeof makeSyntheticWorld>[0]) {
  const users = await db.sql<{ id: number; role: string; agencyId: number }>(
    `SELECT u.id, u.role, u.agency_id AS "agencyId" FROM app_user u JOIN agency a ON a.id = u.agency_id
     WHERE a.code = 'desk' AND u.email IS NOT NULL AND u.role IN ('analyst', 'reviewer') ORDER BY u.id`,
  );
  const reviewer = users.find((user) => user.role === "reviewer");
  const analysts = users.filter((user) => user.role === "analyst").map((user) => user.id);
  if (!reviewer || analysts.length === 0) throw new Error("the desk has no analyst and reviewer");
  return { id: reviewer.agencyId, analysts, reviewer: reviewer.id };
}

/** Coverage with its gaps, and the closure as a marker. */
async function tellStory(story: Story): Promise<void> {
  const operator = await builtInViewer("operator");
  await withViewerWrite(operator, async (tx) => {
    await appendAction(tx, {
      action: "register.load",
      subjectType: "register",
      subjectId: "synthetic",
      reason: "Invented",
    });
    const ids = new Map(
      (await tx.transitPoint.findMany({ select: { id: true, slug: true } })).map((point) => [point.slug, point.id]),
    );
    await coverPoints(tx, story, (slug) => {
      const id = ids.get(slug);
      if (id === undefined) throw new Error(`the reference lists have no point ${slug}`);
      return id;
    });
  });
}

const firstDay = (month: string) => new Date(`${month}-01T00:00:00Z`);
const lastDay = (month: string) => {
  const [year = 0, at = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, at, 0));
};

async function coverPoints(tx: Tx, story: Story, idOf: (slug: string) => number): Promise<void> {
  await tx.coveragePeriod.createMany({
    data: [
      ...demoPoints.map((slug) => ({
        pointId: idOf(slug),
        fromDate: new Date(`${story.since[slug] ?? story.from}T00:00:00Z`),
        kind: "covered",
        note: "Synthetic",
      })),
      ...story.gaps.map(({ point, from, to }) => ({
        pointId: idOf(point),
        fromDate: firstDay(from),
        toDate: lastDay(to),
        kind: "gap",
        note: "Synthetic: no reports came in",
      })),
    ],
  });
  const { point, from, to } = story.closure;
  const events = [
    { month: from, en: "Crossing closed (synthetic)", zh: "口岸关闭（合成数据）", ko: "통상구 폐쇄 (합성 데이터)" },
    {
      month: to,
      en: "Crossing opened again (synthetic)",
      zh: "口岸重新开放（合成数据）",
      ko: "통상구 재개방 (합성 데이터)",
    },
  ];
  for (const { month, en, zh, ko } of events)
    await tx.marker.create({
      data: {
        edtf: month,
        dateFrom: firstDay(month),
        dateTo: lastDay(month),
        textEn: en,
        textZh: zh,
        textKo: ko,
        points: { create: { pointId: idOf(point) } },
      },
      select: { id: true },
    });
}
