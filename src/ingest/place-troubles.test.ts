// Opens no lake.
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { Obstacle } from './obstacle.ts';
import { obstacleOf, whyOf } from './place-troubles.ts';

const named = (name: string, message = 'as AWS says it.'): Error => Object.assign(new Error(message), { name });

test('what AWS refuses is told with what mends it, whatever service says it', () => {
  expect(whyOf(named('AccessDeniedException'))).toEqual(whyOf(named('AccessDenied')));
  expect(whyOf(named('AWS.SimpleQueueService.NonExistentQueue')).en).toMatch(/^There is no such queue\./);
  expect(whyOf(named('NoSuchBucket')).ja).toContain('バケットがありません');
});

test('of anything else its own words are told, and where to look', () => {
  expect(whyOf(named('Odd')).en).toBe(
    'As AWS says it. Check the address, the network and the setting ingest.s3Endpoint (http:// or https://, host, port), and try again.',
  );
  expect(whyOf(named('constructor')).en).toContain('As AWS says it.');
});

test('what stands in the way of a trial is a step that failed, and the cause of a fault counts', () => {
  const thrown = new Fault('Unavailable', 'It could not be listed.', { cause: named('InvalidAccessKeyId', 'no key') });
  const tried = (): never => obstacleOf(thrown);
  expect(tried).toThrow(Obstacle);
  try {
    tried();
  } catch (error) {
    expect(error).toMatchObject({
      step: { ok: false, said: { en: 'no key' }, remedy: { en: 'The access key is unknown. Check the credentials.' } },
    });
  }
});
