import type { Language, Text } from '#kernel';

const ours: Text = { en: 'comes with Yagura', ja: 'Yagura に付属' };

/** Words of the operations' answers, which programs read, as a table in the terminal says them. */
const said: Readonly<Record<string, Text>> = {
  // where a policy comes from
  shipped: ours,
  changed: { en: 'changed here', ja: 'ここで変更' },
  added: { en: 'added here', ja: 'ここで追加' },
  // where a list comes from
  yagura: ours,
  feed: { en: 'feed', ja: 'フィード' },
  people: { en: 'your own', ja: '独自のリスト' },
  // what a list is for
  trusted: { en: 'trusted', ja: '信頼済み' },
  threat: { en: 'threat', ja: '脅威' },
  known: { en: 'known', ja: '既知' },
};

/** What stands on a list, in Japanese; in English the code is the word. */
const categories: Readonly<Record<string, string>> = {
  abused: '悪用',
  aws: 'AWS',
  bitcoin: 'ビットコイン',
  'command-server': 'C2 サーバー',
  'drive-by': 'ドライブバイ',
  drop: 'データの投棄先',
  generated: '自動生成ドメイン',
  malicious: '悪意',
  mining: 'マイニング',
  phishing: 'フィッシング',
  resolver: 'リゾルバー',
  sinkhole: 'シンクホール',
  suspicious: '不審',
  tor: 'Tor',
};

/** The code in words; itself where it has none. */
export const inWords = (code: string, language: Language): string =>
  Object.hasOwn(said, code) ? (said[code]?.[language] ?? code) : code;

/** A category in words; itself in English. */
export const categoryInWords = (category: string, language: Language): string =>
  language === 'ja' && Object.hasOwn(categories, category) ? (categories[category] ?? category) : category;
