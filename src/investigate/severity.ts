import type { Guide, Level } from '#attack';
import { contextOf, type Finding, type Occurrence } from '#findings';
import type { Text } from '#kernel';

/** What each level means. Source: decision 0016. */
const meanings: Readonly<Record<Level, Text>> = {
  critical: {
    en: 'Critical, because somebody can take over the account now, or the attack is under way.',
    ja: '重大度は「重大」です。アカウントを乗っ取れる状態か、攻撃がすでに進んでいるためです。',
  },
  high: {
    en: 'High, because legitimate work hardly ever does this, or because it does the harm by itself.',
    ja: '重大度は「高」です。正当な作業ではほとんど行われないか、これだけで被害が出るためです。',
  },
  medium: {
    en: 'Medium, because legitimate work does this now and then, and in an attack it is a main step.',
    ja: '重大度は「中」です。正当な作業でもたまに行われますが、攻撃では主要な一歩になるためです。',
  },
  low: {
    en: 'Low, because it is common work and proves nothing alone.',
    ja: '重大度は「低」です。よくある作業で、単独では何の証拠にもならないためです。',
  },
  informational: {
    en: 'Informational: a record to read beside other findings of the same actor.',
    ja: '重大度は「情報」です。同じ実行者のほかの検出結果と合わせて読むための記録です。',
  },
};

/** What people call each level. */
export const levelNames: Readonly<Record<Level, Text>> = {
  critical: { en: 'Critical', ja: '重大' },
  high: { en: 'High', ja: '高' },
  medium: { en: 'Medium', ja: '中' },
  low: { en: 'Low', ja: '低' },
  informational: { en: 'Informational', ja: '情報' },
};

/** Why a finding is as grave as it is: by the habits of who acted, by the context that its rule names, or by what its level means. */
export function severitySentence(
  { severity, habit }: Pick<Finding, 'severity' | 'habit'>,
  weigh: Guide['weigh'],
  events: readonly Pick<Occurrence, 'event'>[],
): Text {
  if (habit !== undefined) return here(severity, habit);
  const cases = events.map(({ event }) => contextOf(weigh, event));
  const telling = cases.find((one) => one?.to === severity);
  return telling === undefined ? meanings[severity] : here(severity, telling);
}

const here = (severity: Level, because: Text): Text => ({
  en: `${levelNames[severity].en} here, because ${because.en}`,
  ja: `ここでは重大度を「${levelNames[severity].ja}」としています。${because.ja}`,
});
