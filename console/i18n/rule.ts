import type { Words } from './words.ts';

/** The page of a rule. */
export const ruleWords = {
  help: {
    en: 'What this rule looks for, what it means, and what it cannot see.',
    ja: 'このルールが何を検出し、何を意味し、何を検出できないかを示します。',
  },
  file: { en: 'File', ja: 'ファイル' },
  gaps: { en: 'What it cannot see', ja: '検出できないもの' },
  noGuide: {
    en: 'This rule comes without an explanation. Its findings are explained by their ATT&CK technique.',
    ja: 'このルールには説明が付いていません。検出結果は ATT&CK の技術に基づいて説明されます。',
  },
  text: { en: 'The rule itself', ja: 'ルールの内容' },
} satisfies Words;
