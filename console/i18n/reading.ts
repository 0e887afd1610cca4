import type { Words } from './words.ts';

/** How far the reading of logs has come. */
export const readingWords = {
  title: { en: 'Reading logs', ja: 'ログを読み込んでいます' },
  starting: { en: 'Yagura is starting', ja: 'Yagura を起動しています' },
  help: {
    en: 'You can look around already; the numbers grow while this goes on.',
    ja: '読み込み中でも画面は使えます。件数は順次増えていきます。',
  },
  doneOf: { en: '{done} of {total}', ja: '{done} / {total}' },
  files: { en: { one: '1 file', other: '{count} files' }, ja: '{count} ファイル' },
  rate: { en: '({rate} a second)', ja: '（毎秒 {rate}）' },
  soFar: {
    en: '{events} events and {findings} findings so far.',
    ja: 'ここまでに {events} 件のイベントを読み込み、{findings} 件を検出しました。',
  },
  attention: { en: 'Something needs your attention', ja: '確認が必要な問題があります' },
  problems: { en: { one: '1 problem', other: '{count} problems' }, ja: '問題 {count} 件' },
} satisfies Words;
