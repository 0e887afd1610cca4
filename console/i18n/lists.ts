import type { Words } from './words.ts';

/** Lists of addresses and domains. */
export const listsWords = {
  title: { en: 'Threat lists', ja: '脅威リスト' },
  help: {
    en: 'Addresses and domains that logs are held against. A feed that cannot be renewed keeps its old content.',
    ja: 'ログと照合するアドレスとドメインです。更新できないフィードは以前の内容を使い続けます。',
  },
  name: { en: 'List', ja: 'リスト' },
  yagura: { en: 'Comes with Yagura', ja: 'Yagura に付属' },
  feed: { en: 'Feed', ja: 'フィード' },
  people: { en: 'Your own', ja: '独自のリスト' },
  entries: { en: 'Entries', ja: 'エントリ数' },
  date: { en: 'Content of', ja: '内容の日付' },
  state: { en: 'State', ja: '状態' },
  inForce: { en: 'In force', ja: '有効' },
  notInForce: { en: 'Not in force', ja: '無効' },
  stays: { en: 'The old content stays in force.', ja: '以前の内容を引き続き使います。' },
  fetch: { en: 'Fetch now', ja: '今すぐ取得' },
  fetchNamed: { en: 'Fetch now: {name}', ja: '今すぐ取得: {name}' },
} satisfies Words;
