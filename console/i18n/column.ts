import type { Words } from './words.ts';

/** Headings of columns and names of properties, wherever they stand. */
export const columnWords = {
  account: { en: 'Account', ja: 'アカウント' },
  accounts: { en: 'Accounts', ja: 'アカウント数' },
  count: { en: 'Seen', ja: '回数' },
  events: { en: 'Events', ja: 'イベント数' },
  finding: { en: 'Finding', ja: '検出結果' },
  findings: { en: 'Findings', ja: '検出数' },
  lastEvent: { en: 'Newest event (UTC)', ja: '最新のイベント (UTC)' },
  lastRead: { en: 'read', ja: '読み込み' },
  lastSeen: { en: 'Last seen (UTC)', ja: '最終検出 (UTC)' },
  name: { en: 'Name', ja: '名前' },
  origin: { en: 'Comes from', ja: '提供元' },
  principal: { en: 'Principal', ja: 'プリンシパル' },
  refused: { en: 'Not readable', ja: '読み込み不可' },
  region: { en: 'Region', ja: 'リージョン' },
  resource: { en: 'Resource', ja: 'リソース' },
  rule: { en: 'Rule', ja: 'ルール' },
  severity: { en: 'Severity', ja: '重大度' },
  source: { en: 'Log', ja: 'ログ' },
  state: { en: 'State', ja: '状態' },
  tactics: { en: 'Tactics and techniques', ja: '戦術と技術' },
  type: { en: 'Type', ja: 'タイプ' },
} satisfies Words;
