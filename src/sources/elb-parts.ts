import { amount, type Fields } from './access-log.ts';
import type { Sample } from './source.ts';

/** 1 when the first line of a sample begins so, less when only a later one does, 0 when none of the first lines does. */
export function firstLine(sample: Sample, start: RegExp): number {
  const lines = sample.text.split('\n', 6);
  const index = lines.findIndex((line) => start.test(line));
  return index === -1 ? 0 : index === 0 ? 1 : 0.7;
}

/** Account and region of a target group or certificate; none when the load balancer answered by itself. */
export function targetOwner(arn: string): { account: string; region: string } {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account, region };
}

/** Milliseconds that a load balancer took in all; its logs have three times in seconds, -1 for what did not happen. */
export const elbTimes = (fields: Fields): number =>
  Math.round(
    (amount(fields, 'request_processing_time') +
      amount(fields, 'target_processing_time') +
      amount(fields, 'response_processing_time')) *
      1_000_000,
  ) / 1000;
