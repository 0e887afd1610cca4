import { addresses } from '../addresses.ts';
import { agentOf } from '../agents.ts';
import { accessKeyId } from '../aws-names.ts';
import { s3Object, onBucket } from '../calls/storage.ts';
import { iamUser } from '../caller.ts';
import { moments, presence, type Hour } from '../clock-of-work.ts';
import { buckets, regions } from '../company.ts';
import { errands } from '../errands.ts';
import { contractor } from '../people.ts';
import type { Habit, Stage } from '../stage.ts';
import { longLivedKey, users } from '../users.ts';
import { runErrand } from './errand.ts';
import { consoleSignIn } from './sign-in.ts';

/** The old server in the office uploads invoices, day and night, with the key of a user. */
export const invoiceSync: Habit = (stage) => {
  const agent = 'aws-cli/1.18.147 Python/2.7.18 Linux/4.14.355-276.639.amzn2.x86_64 botocore/1.18.6';
  const key = longLivedKey(stage.plan.seed, users.invoiceSync);
  const caller = iamUser(users.invoiceSync, key, { address: addresses.onPremises, agent });
  const account = users.invoiceSync.account;
  return (hour) => {
    const time = hour.from + 7 * 60_000 + stage.random.below(9000);
    const place = { service: 's3', region: regions.main };
    stage.trail(caller, {
      ...place,
      name: 'ListObjects',
      time,
      ...onBucket(account, buckets.invoices, { prefix: 'inbox/' }, true),
    });
    const uploads = stage.random.count(1 + 2 * presence(hour) * stage.plan.factor);
    for (let index = 0; index < uploads; index++) {
      const object = s3Object(account, buckets.invoices, `inbox/${hour.date}/${stage.random.hex(8)}.csv`, {
        in: stage.random.between(900, 40_000),
      });
      stage.trail(caller, { ...place, name: 'PutObject', time: time + (index + 1) * 1500, ...object });
    }
  };
};

/** The contractor signs in to the console with a password and a second factor, and uses a key at the prompt. */
export const contractorAtWork: Habit = (stage) => {
  let signedIn = { day: '', at: 0, key: '' };
  return (hour) => {
    const mean = contractor.pace * presence(hour, contractor.shift) * stage.plan.factor;
    for (const time of moments(hour, mean, stage.random)) {
      const name = stage.random.weighted(contractor.errands);
      const byBrowser = errands[name].tool === 'console';
      if (byBrowser && signedIn.day !== hour.date) signedIn = signIn(stage, hour, time);
      const reach = { address: contractor.home, agent: '' };
      const session = { at: signedIn.at, mfa: true };
      const caller = byBrowser
        ? iamUser(users.contractor, signedIn.key, reach, session)
        : iamUser(users.contractor, longLivedKey(stage.plan.seed, users.contractor), reach);
      runErrand(stage, { person: contractor, name, caller, time: Math.max(time, signedIn.at) });
    }
  };
};

function signIn(stage: Stage, hour: Hour, time: number): { day: string; at: number; key: string } {
  const reach = { address: contractor.home, agent: agentOf(contractor, 'console', 'signin:ConsoleLogin') };
  const caller = iamUser(users.contractor, '', reach);
  const region = regions.main;
  if (stage.random.chance(0.15)) consoleSignIn(stage, caller, { time, region, failed: 'Failed authentication' });
  const at = time + 9000;
  consoleSignIn(stage, caller, { time: at, region, mfa: true });
  return { day: hour.date, at, key: accessKeyId('ASIA', users.contractor.account, stage.random) };
}
