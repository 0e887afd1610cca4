import type { Words } from './words.ts';

/** What a finding can be judged to be, by its name. */
export const verdictWords = {
  true: { en: 'Attack', ja: '攻撃' },
  benign: { en: 'Harmless', ja: '問題なし' },
  false: { en: 'False alarm', ja: '誤検出' },
} satisfies Words;

/** What each verdict means, by its name. */
export const verdictAboutWords = {
  true: { en: 'Somebody did this who must not. It is being dealt with.', ja: '許可のない操作です。対応が必要です。' },
  benign: {
    en: 'Rightly found, but somebody did it who may: a drill, a planned change.',
    ja: '検出は正しいものの、訓練や予定された変更など、許可された操作です。',
  },
  false: {
    en: 'Wrongly found: what the rule claims did not happen.',
    ja: '検出が誤っています。ルールが示す事象は起きていません。',
  },
} satisfies Words;

/** The dialog in which one judges. */
export const judgeWords = {
  title: { en: { one: 'Judge this finding', other: 'Judge {count} findings' }, ja: '{count} 件の検出結果を判定' },
  question: { en: 'What was it?', ja: '何でしたか？' },
  reason: { en: 'Why', ja: '理由' },
  reasonHelp: {
    en: 'For the next person who meets something alike. It stands in the history.',
    ja: '次に似た事象を見る人への手がかりになります。履歴に残ります。',
  },
  archive: { en: 'Archive it too', ja: 'アーカイブも行う' },
  judge: { en: 'Judge', ja: '判定する' },
  takeBack: { en: 'Take the verdict back', ja: '判定を取り消す' },
  judged: {
    en: { one: 'Judged: {verdict}.', other: '{count} findings judged: {verdict}.' },
    ja: '{count} 件を「{verdict}」と判定しました。',
  },
  none: {
    en: { one: 'Verdict taken back.', other: '{count} verdicts taken back.' },
    ja: '{count} 件の判定を取り消しました。',
  },
} satisfies Words;
