import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { answerJson } from '#aws';
import { randomId, sentenceOf, type Log } from '#kernel';
import type { GuardDutyContext } from './context.ts';
import { putBatch, type PublishReach } from './put-batch.ts';
import { readAnywhere } from './read-findings.ts';
import { tablesOf, type DestinationRow, type PendingRow } from './tables.ts';

export type PublishContext = Pick<GuardDutyContext, 'store' | 'clock' | 'language' | 'guideOf'> & {
  readonly log: Log;
  readonly reach: PublishReach;
};

/** Findings of one file at most. */
const batch = 500;

/**
 * Publishes what is pending and due. A finding is struck off after it was put, so that an end at any moment may bring
 * it twice and never not at all; what changed meanwhile stays pending.
 */
export async function publish(context: PublishContext): Promise<void> {
  const destinations = await tablesOf(context.store).selectFrom('guardduty_destinations').selectAll().execute();
  for (const destination of destinations) {
    if (destination.status === 'STOPPED') continue;
    try {
      if (destination.status !== 'PUBLISHING')
        await putBatch(destination, folderOf(destination, ''), Buffer.alloc(0), context.reach);
      while ((await publishBatch(destination, context)) === batch);
      if (destination.status !== 'PUBLISHING' || destination.failed_since !== 0)
        await become(destination, { status: 'PUBLISHING', failed_since: 0 }, context);
    } catch (error) {
      await failed(destination, error, context);
    }
  }
}

/** Findings are published on; what is pending waits for the destination to be mended. */
async function failed(destination: DestinationRow, error: unknown, context: PublishContext): Promise<void> {
  const failed_since = destination.failed_since || context.clock.now().getTime();
  const status = 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY';
  if (destination.status !== status)
    context.log.warn({ destination: destination.arn, reason: sentenceOf(error) }, 'Findings cannot be published.');
  await become(destination, { status, failed_since }, context);
}

/** A destination that was changed or taken away meanwhile is not written over. */
async function become(
  { id, arn }: DestinationRow,
  becomes: Pick<DestinationRow, 'status' | 'failed_since'>,
  { store }: PublishContext,
): Promise<void> {
  await tablesOf(store)
    .updateTable('guardduty_destinations')
    .set(becomes)
    .where('id', '=', id)
    .where('arn', '=', arn)
    .execute();
}

async function publishBatch(destination: DestinationRow, context: PublishContext): Promise<number> {
  const pending = await tablesOf(context.store)
    .selectFrom('guardduty_pending')
    .selectAll()
    .where('destination', '=', destination.id)
    .where('due', '<=', context.clock.now().getTime())
    .orderBy('due')
    .limit(batch)
    .execute();
  if (pending.length === 0) return 0;
  for (const [key, lines] of await files(pending, context))
    await putBatch(destination, key, gzipSync(lines), context.reach);
  await strikeOff(pending, context);
  return pending.length;
}

const Findings = z.object({ findings: z.array(z.record(z.string(), z.unknown())) });

/** Lines of JSON by the key of their file: each account and Region has its own. */
async function files(pending: readonly PendingRow[], context: PublishContext): Promise<Map<string, string>> {
  const found = await readAnywhere(
    pending.map(({ finding }) => finding),
    context,
  );
  const { findings } = Findings.parse(await answerJson('guardduty', 'GetFindings', { Findings: found }));
  const day = context.clock.now().toISOString().slice(0, 10).replaceAll('-', '/');
  const made = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const finding of findings) {
    const folder = folderOf({ account: String(finding['accountId']), region: String(finding['region']) }, day);
    const key = keys.get(folder) ?? `${folder}/${randomId()}.jsonl.gz`;
    keys.set(folder, key);
    made.set(key, `${made.get(key) ?? ''}${JSON.stringify(finding)}\n`);
  }
  return made;
}

const folderOf = ({ account, region }: Pick<DestinationRow, 'account' | 'region'>, day: string): string =>
  `AWSLogs/${account}/GuardDuty/${region}${day === '' ? '/.published-by-yagura' : `/${day}`}`;

async function strikeOff(pending: readonly PendingRow[], { store, clock }: PublishContext): Promise<void> {
  const at = clock.now().getTime();
  await tablesOf(store)
    .transaction()
    .execute(async (transaction) => {
      for (const { destination, finding, mark } of pending) {
        await transaction
          .deleteFrom('guardduty_pending')
          .where('destination', '=', destination)
          .where('finding', '=', finding)
          .where('mark', '=', mark)
          .execute();
        await transaction
          .insertInto('guardduty_published')
          .values({ destination, finding, at })
          .onConflict((conflict) => conflict.columns(['destination', 'finding']).doUpdateSet({ at }))
          .execute();
      }
    });
}

/** Publishes again and again until disposed of; one round at a time. */
export function publishing(context: PublishContext, everyMilliseconds: number): AsyncDisposable {
  let round: Promise<void> = Promise.resolve();
  let closed = false;
  const turn = (): void => {
    round = round
      .then(() => (closed ? undefined : publish(context)))
      .catch((error: unknown) => context.log.error({ reason: sentenceOf(error) }, 'Findings could not be published.'));
  };
  const timer = setInterval(turn, everyMilliseconds);
  timer.unref();
  return {
    async [Symbol.asyncDispose]() {
      closed = true;
      clearInterval(timer);
      await round;
    },
  };
}
