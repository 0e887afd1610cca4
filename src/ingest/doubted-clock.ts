import type { Clock, Text } from '#kernel';
import type { Store } from '#store';
import type { ClearingRow, IngestStore } from './tables.ts';

/** A clock that moved further than Yagura is off as a rule. Times are milliseconds since 1970 in UTC. */
export interface DoubtedClock {
  /** What the clock said when Yagura last looked before it moved. */
  readonly from: number;
  /** What it says. */
  readonly now: number;
  /** Until when nothing is dropped for its age. */
  readonly until: number;
}

interface Looking {
  readonly store: Store;
  readonly clock: Clock;
}

const day = 86_400_000;
const longestOff = 14 * day;
const grace = 7 * day;

/** Whether the clock is doubted now; `undefined` when it is not. */
export async function doubtedClock({ store, clock }: Looking): Promise<DoubtedClock | undefined> {
  const now = clock.now().getTime();
  return doubtOf(lookedAt(await lastLook(store), now), now);
}

/** The same before a clearing, which is remembered: the next one is compared with it. */
export async function lookAtClock({ store, clock }: Looking): Promise<DoubtedClock | undefined> {
  const now = clock.now().getTime();
  const row = lookedAt(await lastLook(store), now);
  await table(store)
    .insertInto('ingest_clearing')
    .values({ id: theOne, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  return doubtOf(row, now);
}

/** What a person is told of it. */
export function doubtText({ from, now, until }: DoubtedClock): Text {
  const [last, says, end] = [from, now, until].map((time) => new Date(time).toISOString().slice(0, 10));
  return {
    en: `The clock says ${says}, but Yagura last ran on ${last}. If it is wrong, set it. Nothing is dropped for its age until ${end}.`,
    ja: `時計は ${says} を示していますが、Yagura が最後に動いていたのは ${last} です。時計が間違っていたら直してください。${end} までは、保存期間を過ぎたデータも削除しません。`,
  };
}

type Look = Omit<ClearingRow, 'id'>;

/** What is remembered of a look at the clock; `from` and `since` are 0 while it is not doubted. */
export function lookedAt(before: Look | undefined, now: number): Look {
  if (before === undefined) return { seen: now, from: 0, since: 0 };
  if (now - before.seen > longestOff) return { seen: now, from: before.from || before.seen, since: now };
  const isOver = now < before.since || now - before.since > grace;
  return isOver ? { seen: now, from: 0, since: 0 } : { ...before, seen: now };
}

const doubtOf = ({ from, since }: Look, now: number): DoubtedClock | undefined =>
  since === 0 ? undefined : { from, now, until: since + grace };

const theOne = 'clearing';
const table = (store: Store) => store.db.withTables<IngestStore>();

async function lastLook(store: Store): Promise<Look | undefined> {
  const row = await table(store).selectFrom('ingest_clearing').select(['seen', 'from', 'since']).executeTakeFirst();
  return row && { seen: Number(row.seen), from: Number(row.from), since: Number(row.since) };
}
