// Opens no lake.
import { expect, test } from 'vitest';
import { instead } from './other-dialects.ts';

test.each([
  ['SELECT eventName FROM api_activity', 'eventName is action'],
  ['SELECT a.eventname FROM api_activity AS a', 'a.eventname is action'],
  ['SELECT "eventTime" FROM api_activity', 'eventTime is time'],
  ['SELECT 1 FROM 0a1b2c3d-1111-2222-3333-444455556666', '0a1b2c3d-1111-2222-3333-444455556666 is api_activity'],
  ['SELECT a FROM EXAMPLEf852-4e8f UNION SELECT a FROM eds-ID', 'EXAMPLEf852-4e8f is api_activity'],
  ['SELECT a FROM eds-ID', 'eds-ID is api_activity'],
  ['SELECT 1 FROM findings', 'findings is occurrences'],
  ['SELECT 1 FROM $EDS_ID WHERE 1', '$EDS_ID is api_activity'],
  ['SELECT 1 FROM default.cloudtrail_logs', 'cloudtrail_logs is api_activity'],
  ["SELECT regexp_like(action, '^Get')", 'regexp_like is match(text, pattern)'],
  [
    "SELECT element_at(requestParameters, 'bucketName')",
    "requestParameters is JSONExtractStringCaseInsensitive(raw, 'requestParameters', 'NAME')",
  ],
  [
    'SELECT useridentity.sessioncontext.sessionissuer.type',
    "useridentity.sessioncontext.sessionissuer.type is JSONExtractStringCaseInsensitive(raw, 'userIdentity', 'sessioncontext', 'sessionissuer', 'type')",
  ],
  ['SELECT 1 FROM api_activity WHERE time > $StartTime$', '$StartTime$ is a time'],
  ['SELECT eventVersion', "eventVersion is JSONExtractString(raw, 'eventVersion')"],
])('of %j it says that %s', (sql, sentence) => {
  expect(instead(sql)?.en).toContain(sentence);
  expect(instead(sql)?.ja).toContain(sentence.replace(' is ', ' は '));
});

test.each([
  'SELECT actoin FROM api_activity',
  "SELECT action FROM api_activity WHERE JSONExtractString(raw, 'eventName') = 'x' -- eventName",
  'SELECT count(*) FILTER (WHERE error) FROM api_activity /* regexp_like(a) */',
  'SELECT constructor(1), toString.x FROM __proto__',
])('it has nothing to say of %j', (sql) => {
  expect(instead(sql)).toBeUndefined();
});

test('a long query gets a few words, and soon', () => {
  const sql = `SELECT ${'userIdentity.'.repeat(3000)}x, ${Array.from({ length: 5000 }, (_, index) => `requestParameters.p${index}`).join(', ')}`;
  const began = performance.now();
  expect(instead(sql)?.en.split('; ').length).toBeLessThan(7);
  expect(performance.now() - began).toBeLessThan(1000);
});
