import type { Words } from './words.ts';

/** The settings. */
export const settingsWords = {
  title: { en: 'Settings', ja: '設定' },
  help: {
    en: 'How the page looks and behaves in this browser. Everything else is set in the configuration file.',
    ja: 'このブラウザーでの表示と動作を設定します。そのほかの設定は設定ファイルで行います。',
  },
  language: { en: 'Language', ja: '言語' },
  theme: { en: 'Theme', ja: 'テーマ' },
  density: { en: 'Density', ja: '表示密度' },
  clock: { en: 'Times', ja: '日時の表示' },
  shortcuts: { en: 'Single keys (j, k, x, e, /)', ja: '1 文字のキー操作（j、k、x、e、/）' },
} satisfies Words;

/** What can be chosen, by its name. */
export const choiceWords = {
  system: { en: 'As the system', ja: 'システムに合わせる' },
  light: { en: 'Light', ja: 'ライト' },
  dark: { en: 'Dark', ja: 'ダーク' },
  compact: { en: 'Compact', ja: 'コンパクト' },
  comfortable: { en: 'Comfortable', ja: 'ゆったり' },
  utc: { en: 'UTC, as logs write them', ja: 'UTC（ログと同じ）' },
  local: { en: 'Time of this browser', ja: 'このブラウザーのタイムゾーン' },
  on: { en: 'On', ja: '有効' },
  off: { en: 'Off', ja: '無効' },
} satisfies Words;
