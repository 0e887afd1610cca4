import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Config } from '#kernel';

/** A client for one queue, in the Region that its address names. Loaded when it is first asked. */
export async function openQueue(url: string, config: Pick<Config['ingest'], 'region'>): Promise<SQSClient> {
  const { SQSClient: Client } = await import('@aws-sdk/client-sqs');
  const region = /\bsqs\.([a-z0-9-]+)\.amazonaws\./.exec(url)?.[1] ?? config.region;
  return new Client({ region, endpoint: new URL(url).origin });
}
