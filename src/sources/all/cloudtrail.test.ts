import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault, ownJson, type JsonObject } from '#kernel';
import { isObject } from '../json-value.ts';
import { sampleOf } from '../sample.ts';
import cloudtrail from './cloudtrail.ts';

const folder = '../shared/data/cloudtrail';
const files = ['opensearch_catalog', 'otrf_cloud_breach_s3', 'splunk_examples', 'stratus_docs', 'traildiscover'];

/** The events of a test file, whose lines are `{i, src, event}`. */
const eventsOf = (name: string): JsonObject[] =>
  gunzipSync(readFileSync(`${folder}/${name}.jsonl.gz`))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => ownJson<{ event: JsonObject }>(line).event);

const minimal = { eventName: 'GetUser', eventTime: '2026-05-01T09:30:00Z', eventSource: 'iam.amazonaws.com' };
const read = (record: unknown) => cloudtrail.reader().read(record);

describe.skipIf(!existsSync(folder))('real events (skipped where ../shared/data is absent)', () => {
  test.each(files)('%s: every event is read, with caller, call and time', (name) => {
    for (const event of eventsOf(name)) {
      const [found, ...more] = read(event);
      expect(more).toEqual([]);
      expect(found?.columns).toMatchObject({ action: event['eventName'], service: event['eventSource'] });
      expect(found?.id).toBe(event['eventID']);
      if (isObject(event['userIdentity'])) expect(found?.columns['principal']).not.toBe('');
      expect(new Date(found?.time ?? 0).toISOString().slice(0, 19)).toBe(String(event['eventTime']).slice(0, 19));
    }
  });

  test.each(files)('%s is recognised however it is written', (name) => {
    const events = eventsOf(name);
    for (const text of [JSON.stringify({ Records: events }), events.map((one) => JSON.stringify(one)).join('\n')]) {
      expect(cloudtrail.recognise(sampleOf(Buffer.from(text)))).toBe(1);
    }
  });

  test('what a collector carries an event in is taken off', () => {
    const [event] = eventsOf('stratus_docs');
    const text = JSON.stringify(event);
    for (const line of [
      { i: 0, src: 'x', event },
      { result: { _raw: text, _time: '2026-01-01' } },
      { '@timestamp': 'x', event: { kind: 'event', original: text } },
      { log: text, stream: 'stdout' },
      { message: text, source_type: 'aws_s3' },
    ]) {
      expect(cloudtrail.recognise(sampleOf(Buffer.from(JSON.stringify(line))))).toBe(1);
      expect(read(line)[0]?.id).toBe(event?.['eventID']);
    }
  });
});

describe('what is no event is refused with a sentence', () => {
  test.each([
    [{ ...minimal, eventName: undefined }, 'no eventName'],
    [{ ...minimal, eventName: 7 }, 'eventName is no text'],
    [{ ...minimal, eventTime: undefined }, 'eventTime'],
    [{ ...minimal, eventTime: 'yesterday' }, 'eventTime'],
    [{ ...minimal, userIdentity: 'root' }, 'userIdentity is no object'],
    [{ ...minimal, sourceIPAddress: ['192.0.2.1'] }, 'sourceIPAddress is no text'],
    ['text', 'no JSON object'],
    [null, 'no JSON object'],
    [{ Events: [{ CloudTrailEvent: '{"cut' }] }, 'cut off'],
  ])('%j', (record, why) => {
    expect(() => read(record)).toThrow(Fault);
    expect(() => read(record)).toThrow(why);
  });
});

describe('what is missing is borne', () => {
  test('an event without an id gets one that depends on its content alone', () => {
    const [first, again, other] = [read(minimal), read({ ...minimal }), read({ ...minimal, awsRegion: 'eu-west-1' })];
    expect(first[0]?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(again[0]?.id).toBe(first[0]?.id);
    expect(other[0]?.id).not.toBe(first[0]?.id);
  });

  test('a record that does not say whether it reads is judged by its verb', () => {
    expect(read(minimal)[0]?.columns['read_only']).toBe(true);
    expect(read({ ...minimal, eventName: 'DeleteUser' })[0]?.columns['read_only']).toBe(false);
    expect(read({ ...minimal, readOnly: false })[0]?.columns['read_only']).toBe(false);
  });

  test('the raw text is the text of the record when the caller has it, and JSON otherwise', () => {
    const written = `{ "eventName" : "GetUser",${JSON.stringify(minimal).slice(1)}`;
    expect(cloudtrail.reader().read(minimal, written)[0]?.columns['raw']).toBe(written);
    expect(read(minimal)[0]?.columns['raw']).toBe(JSON.stringify(minimal));
  });

  test('a session without its issuer still names its role', () => {
    const arn = 'arn:aws-cn:sts::111122223333:assumed-role/deploy/build-42';
    const [event] = read({ ...minimal, userIdentity: { type: 'AssumedRole', arn } });
    expect(event?.columns).toMatchObject({
      principal: 'arn:aws-cn:iam::111122223333:role/deploy',
      principal_account: '111122223333',
      user_name: 'deploy',
      session: 'build-42',
    });
  });
});

test('a type of identity that nobody knows is read by its names', () => {
  const [event] = read({ ...minimal, userIdentity: { type: 'constructor', userName: 'hanako' } });
  expect(event?.columns).toMatchObject({ principal_type: 'constructor', principal: 'hanako', user_name: 'hanako' });
});

describe('whatever comes', () => {
  const key = fc.constantFrom(
    'eventName',
    'eventTime',
    'userIdentity',
    'arn',
    'type',
    'requestParameters',
    'Records',
    'message',
    'timestamp',
    '__proto__',
    'resources',
    'eventJson',
    'eventname',
    'eventtime',
    'useridentity',
  );
  const leaf = fc.oneof(
    fc.constantFrom(
      '2026-05-01T09:30:00Z',
      'AssumedRole',
      '{a={b=c}, d=[e]}',
      '{"a',
      'arn:aws:sts::1:assumed-role/a/b',
    ),
    fc.string(),
    fc.integer(),
    fc.constant(null),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(key, tie('json'), { maxKeys: 5 }),
    ),
  }));

  test('nothing but faults is thrown, and the record stays as it was', () => {
    fc.assert(
      fc.property(json, (record) => {
        const before = JSON.stringify(record);
        try {
          read(record);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Fault);
        }
        expect(JSON.stringify(record)).toBe(before);
      }),
      { numRuns: 2000 },
    );
  });
});
