import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peek, unwrap } from './envelope.ts';

const event = { eventVersion: '1.11', eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' };
const json = JSON.stringify(event);

/** Each way in which AWS or a tool carries a record. */
const wraps: Readonly<Record<string, (inner: object) => object>> = {
  'a list of records': (inner) => ({ Records: [inner] }),
  EventBridge: (inner) => ({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3', detail: inner }),
  'lookup-events': (inner) => ({ EventId: 'e', CloudTrailEvent: JSON.stringify(inner) }),
  'CloudWatch Logs': (inner) => ({ logEvents: [{ id: '1', timestamp: 1, message: JSON.stringify(inner) }] }),
  SNS: (inner) => ({ Type: 'Notification', MessageId: 'm', Message: JSON.stringify(inner) }),
  SQS: (inner) => ({ Messages: [{ MessageId: 'm', Body: JSON.stringify(inner) }] }),
  Splunk: (inner) => ({ sourcetype: 'aws:cloudtrail', _raw: JSON.stringify(inner) }),
  Elasticsearch: (inner) => ({ _index: 'trail', _id: '1', _source: inner }),
  'Logs Insights': (inner) => ({
    results: [
      [
        { field: '@timestamp', value: '2026-01-01 00:00:00.000' },
        { field: '@message', value: JSON.stringify(inner) },
      ],
    ],
  }),
  'Fluent Bit': (inner) => ({ date: 1, log: JSON.stringify(inner) }),
  Filebeat: (inner) => ({ '@timestamp': 't', event: { original: JSON.stringify(inner) } }),
};

test.each(Object.keys(wraps))('what %s carries is the record itself', (name) => {
  expect(unwrap(wraps[name]?.(event))).toEqual([event]);
});

test('a record is found in carriers within carriers', () => {
  expect(unwrap(wraps['SQS']?.(wraps['SNS']?.(event) ?? {}))).toEqual([event]);
  expect(unwrap({ Records: [wraps['SNS']?.(event), [event, event]] })).toEqual([event, event, event]);
});

test('what is not wrapped comes back as it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant(event)), (record) => {
      expect(unwrap(record)).toEqual([record]);
    }),
    { numRuns: 30 },
  );
});

test('a line of text in a message stays text, and a trial of CloudWatch Logs is no record', () => {
  expect(unwrap({ message: '2 123456789012 eni-1 10.0.0.1 ...' })).toEqual(['2 123456789012 eni-1 10.0.0.1 ...']);
  expect(unwrap({ timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of destination' })).toEqual([]);
});

test('a message that was cut off is refused with what to do, and tells nothing of its file', () => {
  const cut = { _raw: json.slice(0, -10) };
  expect(() => unwrap(cut)).toThrow('The message inside of this record is not valid JSON');
  expect(peek(cut)).toEqual([]);
});
