import { hostNames } from './host-names.ts';
import { machineTalks } from './machine-talks.ts';
import type { LakeTable } from '#lake';
import type { Sheet, Span } from './sheet.ts';

/**
 * Hours of our machines with one far end (`machine_talks`, where the columns are told): what is slow or has a history.
 * Its records are its rows; those of the time that a window remembers are in `records` alone.
 */
export const talkSheet: Sheet = keptSheet('network_activity', machineTalks);

/** Hours of our machines with the names that they asked for (`host_names`, where the columns are told). */
export const nameSheet: Sheet = keptSheet('dns_activity', hostNames);

function keptSheet(table: Sheet['table'], kept: LakeTable): Sheet {
  return {
    table,
    stage: ({ from, to }: Span) =>
      Promise.resolve({
        name: `(SELECT * FROM ${kept.name} WHERE time >= fromUnixTimestamp64Milli(${from}) AND time < fromUnixTimestamp64Milli(${to}))`,
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
    contacts: (records) => `SELECT time AS day, account, region, '' AS value FROM ${records} WHERE 0`,
  };
}
