import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { simulate } from '#simulate';
import { platform, type PlatformUnderTest } from '../platform.ts';

/** An access key, as every client of AWS takes it. */
export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The whole program with a few days of a small company in it, and keys for those who call it. */
export interface FrontUnderTest extends AsyncDisposable {
  readonly platform: PlatformUnderTest;
  readonly url: string;
  /** The account of the company whose logs have been read. */
  readonly account: string;
  readonly administrator: Key;
  /** A member of another account, who sees that account alone. */
  readonly stranger: Key;
  /** What every client of the SDK needs to come here: `new GuardDutyClient(front.config())`. */
  config(key?: Key): ClientConfig;
}

export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Key & { readonly sessionToken?: string };
  readonly maxAttempts: number;
}

/** INVARIANT: nobody of the simulated company belongs to this account. */
export const strangersAccount = '999988887777';

const Made = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** `await using front = await frontUnderTest()`: over HTTP, on a free port, gone when disposed of. */
export async function frontUnderTest(days = 2): Promise<FrontUnderTest> {
  const logs = await mkdtemp(join(tmpdir(), 'yagura-conformance-'));
  const account = await writeLogs(logs, days);
  const running = await platform([logs]);
  const administrator = Made.parse(await running.call('CreateAccessKey', { person: 'administrator' }));
  const stranger = Made.parse(await running.call('CreateAccessKey', { role: 'member', account: strangersAccount }));
  return {
    platform: running,
    url: running.url,
    account,
    administrator,
    stranger,
    config: (credentials = administrator) => ({
      endpoint: running.url,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    }),
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await rm(logs, { recursive: true, force: true });
    },
  };
}

async function writeLogs(folder: string, days: number): Promise<string> {
  let account = '';
  for (const file of simulate({ seed: 7, days, until: new Date(), stories: ['leaked-key'] })) {
    const path = join(folder, file.path.replace(/\.gz$/, ''));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content);
    account ||= /AWSLogs\/(\d{12})\//.exec(file.path)?.[1] ?? '';
  }
  return account;
}
