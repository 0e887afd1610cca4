import { z } from 'zod';
import { Text, type Config } from '#kernel';
import { sql, type Store } from '#store';
import type { Status } from './status.ts';
import type { IngestStore } from './tables.ts';

const Moment = z.iso.datetime();

export const PlaceState = z.strictObject({
  address: z.string(),
  kind: z.enum(['folder', 'bucket', 'queue']),
  files: z.number().describe('Files read from it; of a queue, since the server started'),
  lastDelivery: Moment.optional().describe('When a file of it was last read'),
  lastLook: Moment.optional().describe('When it was last looked at'),
  problem: Text.optional().describe('Why it could not be looked at the last time'),
});
export type PlaceState = z.infer<typeof PlaceState>;

/** What is known of every place that the configuration watches. */
export function placeStates({
  config,
  store,
  status,
}: {
  config: Pick<Config['ingest'], 'watch' | 'sqs'>;
  store: Store;
  status: Status;
}): Promise<PlaceState[]> {
  const state = async (address: string, kind: PlaceState['kind']): Promise<PlaceState> => {
    const { look, problem, files, delivery } = status.lookedAt(address);
    const read = kind === 'queue' ? { files, delivery } : await filesUnder(address, store);
    return {
      address,
      kind,
      files: read.files,
      ...(read.delivery === undefined ? {} : { lastDelivery: isoOf(read.delivery) }),
      ...(look === undefined ? {} : { lastLook: isoOf(look) }),
      ...(problem === undefined ? {} : { problem }),
    };
  };
  return Promise.all([
    ...config.watch.map((address) => state(address, address.startsWith('s3://') ? 'bucket' : 'folder')),
    ...config.sqs.map((address) => state(address, 'queue')),
  ]);
}

async function filesUnder(address: string, store: Store): Promise<{ files: number; delivery: number | undefined }> {
  const row = await store.db
    .withTables<IngestStore>()
    .selectFrom('ingest_files')
    .select(({ fn }) => [fn.countAll<number>().as('files'), fn.max('at').as('at')])
    .where('state', '=', 'done')
    .where(sql<boolean>`path like ${`${begin(address).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`} escape '\\'`)
    .executeTakeFirst();
  const at = row?.at;
  return {
    files: Number(row?.files ?? 0),
    delivery: typeof at === 'number' || typeof at === 'string' ? Number(at) : undefined,
  };
}

/** How the paths of a place begin: a folder and a bucket end with their name, while a prefix goes on as it is. */
const begin = (address: string): string =>
  /^s3:\/\/[^/]*\/./.test(address) || address.endsWith('/') ? address : `${address}/`;

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
