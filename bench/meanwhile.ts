import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Send } from "./client";
import { fileOf, forget, mapping } from "./import";
import type { Figures } from "./measure";
import { figures, percentile } from "./measure";

/** What is asked while a file is imported, beside the same with nothing else going on: `floor` are the times without the import. */
export type MeanwhileFigures = Figures & { floorP95: number; ratioP95: number };
type Read = { name: string; own: (turn: number) => Promise<unknown> };

const rows = 40_000;
const warmUp = 10;
const turns = 60;

type State = { state: string; batch: { batch: string; imported: number } | null };

/**
 * Reads one after another, quietly first, then for as long as the server imports a file that a program sends it: read, dry run and commit.
 * The register is left as it was.
 * @param send to /api/v1 in the name of somebody who imports
 */
export async function measureMeanwhile(
  admin: pg.Client,
  send: Send,
  reads: readonly Read[],
): Promise<Record<string, MeanwhileFigures>> {
  const timesOf = () => new Map(reads.map(({ name }): [string, number[]] => [name, []]));
  const [quiet, busy] = [timesOf(), timesOf()];
  const ask = async (times: Map<string, number[]>, turn: number) => {
    for (const { name, own } of reads) {
      const from = performance.now();
      await own(turn);
      times.get(name)?.push(performance.now() - from);
    }
  };
  for (let turn = 0; turn < warmUp; turn += 1) await ask(timesOf(), turn);
  for (let turn = 0; turn < turns; turn += 1) await ask(quiet, turn);

  const id = randomUUID();
  const json = { "content-type": "application/json" };
  const told = async (path: string, options: Parameters<Send>[1]) => {
    const { status, body } = await send(`/api/v1/imports${path}`, options);
    if (status >= 300) throw new Error(`${options?.method} /imports${path} answered ${status}: ${body.slice(0, 300)}`);
    return JSON.parse(body) as State;
  };
  await told("?name=meanwhile.csv", {
    ...{ method: "POST", body: fileOf(0, rows) },
    headers: { "content-type": "text/csv", "idempotency-key": id },
  });
  await told(`/${id}/mapping`, {
    ...{ method: "PUT", headers: json },
    body: JSON.stringify({ ...mapping(0), status: "submitted" }),
  });
  let batch = "";
  for (const step of ["dry-run", "commit"]) {
    await told(`/${id}/${step}`, { method: "POST", headers: { "idempotency-key": randomUUID() } });
    let over = false;
    const waiting = (async () => {
      for (;;) {
        const { state, batch: made } = await told(`/${id}`, {});
        batch = made?.batch ?? batch;
        if (!state.endsWith("ing")) return;
        await sleep(500);
      }
    })().finally(() => {
      over = true;
    });
    for (let turn = 0; !over; turn += 1) await ask(busy, turn);
    await waiting;
  }
  if (batch === "") throw new Error("nothing was imported meanwhile");
  await admin.query("DELETE FROM import_draft WHERE id = $1", [id]);
  await forget(admin, batch);

  return Object.fromEntries(
    reads.map(({ name }) => {
      const [own, floor] = [busy.get(name) ?? [], quiet.get(name) ?? []];
      const [p95, floorP95] = [percentile(own, 0.95), percentile(floor, 0.95)];
      const rounded = (value: number) => Number(value.toFixed(2));
      return [name, { ...figures(own, floor), floorP95: rounded(floorP95), ratioP95: rounded(p95 / floorP95) }];
    }),
  );
}
