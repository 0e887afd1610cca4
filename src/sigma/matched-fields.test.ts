import { expect, it } from 'vitest';
import { matchedFields } from './matched-fields.ts';
import { parseRules } from './parse-rules.ts';

const text = `title: x
logsource: { product: aws }
detection:
  selection: { eventName: Create*, deep.type: Root }
  either_a: { agent|contains: kali }
  either_b: { address|cidr: 10.0.0.0/8 }
  missing: { errorCode: null }
  keywords: [tool]
  filter: { user: deployer }
  condition: selection and (1 of either_* or keywords) and missing and not filter
`;

it('are those whose test held and had a part in the match, and neither what is excluded nor what must be missing', () => {
  const [rule] = parseRules([{ file: 'x.yml', text }]).rules;
  if (!rule) throw new Error('no rule');
  const event = {
    eventName: 'CreateUser',
    deep: { type: 'root' },
    agent: 'Kali',
    address: '192.0.2.1',
    user: 'alice',
    note: 'tool',
  };
  expect(matchedFields(rule, event)).toEqual(['eventName', 'deep.type', 'agent']);
  expect(matchedFields(rule, { ...event, agent: '', address: '10.0.0.1' })).toEqual([
    'eventName',
    'deep.type',
    'address',
  ]);
  expect(matchedFields(rule, { ...event, user: 'deployer' })).toEqual([]);
});
