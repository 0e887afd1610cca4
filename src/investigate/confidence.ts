import { confidenceOf, type Finding, type Judged } from '#findings';
import type { Text } from '#kernel';

/** From so many of 100 on a confidence has this name. */
const names: readonly (readonly [number, Text])[] = [
  [85, { en: 'high', ja: '高' }],
  [60, { en: 'medium', ja: '中' }],
  [0, { en: 'low', ja: '低' }],
];

/** How sure it is that the finding is right, and what that rests on: what GuardDuty calls confidence. */
export function confidenceSentence(finding: Finding, judged?: Judged): Text {
  const { percent, because } = confidenceOf(finding, judged);
  const name = names.find(([least]) => percent >= least)?.[1] ?? { en: '', ja: '' };
  return {
    en: `Confidence: ${name.en} (${percent} of 100). ${because.en}`,
    ja: `信頼度：${name.ja}（100 点中 ${percent} 点）。${because.ja}`,
  };
}
