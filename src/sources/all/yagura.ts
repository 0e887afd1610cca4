import { cloudTrailEvent } from '../cloudtrail-record.ts';
import { isOwnCall, ownCalls } from '../own-calls.ts';
import type { Source } from '../source.ts';
import { yaguraExamples } from '../yagura-examples.ts';
import cloudtrail from './cloudtrail.ts';

/** Calls to Yagura itself, recorded in CloudTrail's form so that the rules for AWS watch Yagura too. */
const yagura: Source = {
  name: ownCalls,
  title: { en: 'Calls to Yagura', ja: 'Yagura への呼び出し' },
  about: {
    en: 'Who called which operation of Yagura, from where, and what came of it; denied calls too. Yagura records this by itself.',
    ja: '誰がどこから Yagura のどの操作を呼び、結果がどうだったかの記録です。拒否された呼び出しも含みます。Yagura が自動で記録するため、設定は不要です。',
  },
  table: 'api_activity',
  identified: true,
  logsources: [...cloudtrail.logsources, { product: 'yagura' }],
  recognise: ({ first }) => (isOwnCall(first) ? 1 : 0),
  framing: () => 'json',
  reader: () => ({ read: (record, text) => [{ ...cloudTrailEvent(record, text), source: ownCalls }] }),
  aliases: {},
  sqlFields: cloudtrail.sqlFields,
  examples: yaguraExamples,
};

export default yagura;
