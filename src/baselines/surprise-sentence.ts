import { apart, type Text } from '#kernel';
import { actorInWords, callOf } from './behaviour.ts';
import { memoryDays } from './habits.ts';
import type { Score, Unusual } from './score.ts';
import type { Surprising } from './surprising-calls.ts';
import { amountIn, type Dimension } from './traits.ts';

/** Says what was unusual, what is usual instead, and how surprising it is. The first of the group is the most surprising. */
export function surpriseSentence(group: readonly Surprising[], enough: number): Text {
  const [worst] = group;
  if (worst === undefined) return { en: '', ja: '' };
  const { behaviour, score } = worst;
  const calls = [...new Set(group.map((one) => callOf(one.behaviour)))];
  const who = compared[score.comparedWith];
  const actor = actorInWords(behaviour);
  const parts = score.unusual.map((one) => said(one));
  const figures = { days: score.activeDays, bits: score.bits.toFixed(1), enough };
  return {
    en:
      `In one hour ${actor.en} called ${listed(calls, ', ')} in a way that does not fit. ` +
      `${who.en} (${figures.days} of the last ${memoryDays} days had activity): ${parts.map(({ en }) => en).join('; ')}. ` +
      `Together this scores ${figures.bits}, where ${figures.enough} make a finding; each point halves the odds that it is everyday work.`,
    ja:
      `${apart(actor.ja)}が 1 時間のうちに ${listed(calls, '、')} を、いつもと異なる形で呼び出しました。` +
      `${who.ja}（直近 ${memoryDays} 日のうち活動は ${figures.days} 日）：${parts.map(({ ja }) => ja).join('。')}。` +
      `異常度は合計 ${figures.bits} 点です（${figures.enough} 点以上で検出。1 点ごとに、普段の作業である見込みが半分になります）。`,
  };
}

const mostListed = 6;

const listed = (items: readonly string[], comma: string): string =>
  items.slice(0, mostListed).join(comma) + (items.length > mostListed ? ' …' : '');

const compared: Readonly<Record<Score['comparedWith'], Text>> = {
  actor: { en: 'Compared with what this caller did before', ja: 'この呼び出し元のこれまでの行動との比較' },
  role: {
    en: 'The caller is new; compared with others in the same role',
    ja: '呼び出し元は新しいため、同じロールの他の利用者と比較',
  },
  account: {
    en: 'The caller is new; compared with the whole account',
    ja: '呼び出し元は新しいため、アカウント全体と比較',
  },
  organisation: {
    en: 'The account is new; compared with all accounts',
    ja: 'アカウントが新しいため、全アカウントと比較',
  },
};

const names: Readonly<Record<Dimension, Text>> = {
  network: { en: 'network', ja: 'ネットワーク' },
  system: { en: 'network operator', ja: 'ネットワーク事業者' },
  country: { en: 'country', ja: '国' },
  tool: { en: 'tool', ja: 'ツール' },
  action: { en: 'call', ja: '操作' },
  service: { en: 'service', ja: 'サービス' },
  region: { en: 'Region', ja: 'リージョン' },
  bucket: { en: 'bucket', ja: 'バケット' },
  error: { en: 'error', ja: 'エラー' },
  hour: { en: 'time of day (UTC)', ja: '時間帯（UTC）' },
  amount: { en: 'calls in an hour', ja: '1 時間の呼び出し回数' },
};

const frequencies: Readonly<Record<Unusual['frequency'], Text>> = {
  unseen: { en: 'never seen', ja: '初めて' },
  rare: { en: 'rare', ja: 'まれ' },
  infrequent: { en: 'seldom', ja: '時々' },
  frequent: { en: 'usual', ja: '通常' },
};

function said({ dimension, value, frequency, ...unusual }: Unusual): Text {
  const usual = unusual.usual();
  const [name, often] = [names[dimension], frequencies[frequency]];
  if (dimension === 'amount') return saidOfAmount(value, usual);
  return {
    en: `${name.en} ${value} ${often.en}${usual.length === 0 ? '' : ` (usual: ${usual.join(', ')})`}`,
    ja: `${name.ja} ${apart(inJapanese(value))}は${often.ja}${usual.length === 0 ? '' : `（通常は ${usual.map(inJapanese).join('、')}）`}`,
  };
}

/** Tools are kept as `AWS CLI on Linux`, networks within a VPC as `private`. */
const inJapanese = (value: string): string =>
  value
    .replace(/^private$/, 'プライベート')
    .replace(/^browser\b/, 'ブラウザー')
    .replace(/ on (\S+( Linux)?)$/, '（$1）');

function saidOfAmount(value: string, usual: readonly string[]): Text {
  const { call, magnitude } = amountIn(value);
  const [least, most] = [2 ** magnitude, usual.join('')];
  return {
    en: `${call} at least ${least} times, at most ${most} before`,
    ja: `${call} を ${least} 回以上（これまでは最大 ${most} 回）`,
  };
}
