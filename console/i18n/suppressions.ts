import type { Words } from './words.ts';

/** The page of what is hidden, and of what could be. */
export const suppressionsWords = {
  title: { en: 'Suppressions', ja: '抑制' },
  help: {
    en: 'What comes back and seems harmless is proposed here with its evidence and its cost. Nothing is hidden until you say so, and everything can be taken back.',
    ja: '繰り返し発生し、無害と思われる検出結果を、根拠と影響とともに提案します。適用するまで何も非表示にならず、いつでも元に戻せます。',
  },
  proposed: { en: 'Proposed', ja: '提案' },
  proposedHelp: {
    en: 'The same type by the same caller, on five of the last 30 days or judged harmless three times, and never confirmed as an attack.',
    ja: '同じ呼び出し元による同じタイプの検出のうち、直近 30 日で 5 日以上発生したか、3 件以上が「問題なし」か「誤検出」と判定され、攻撃と確認されたものがないものです。',
  },
  noneProposed: { en: 'Nothing is proposed', ja: '提案はありません' },
  noneProposedHelp: {
    en: 'Nothing harmless came back on five of the last 30 days. Judge three findings of one type and caller harmless, and they are proposed here.',
    ja: '直近 30 日のうち 5 日以上繰り返された無害なものはありません。同じ呼び出し元・同じタイプの検出結果を 3 件「問題なし」と判定すると、ここに提案されます。',
  },
  byDay: { en: 'Events by day: {who}', ja: '日別のイベント数: {who}' },
  evidence: {
    en: { one: 'The finding', other: 'The newest of {count} findings' },
    ja: '対象の検出結果（{count} 件、新しい順）',
  },
  showAll: { en: 'Show all of them', ja: 'すべて表示' },
  times: { en: { one: '1 event', other: '{count} events' }, ja: 'イベント {count} 件' },
  unjudged: { en: 'not judged', ja: '未判定' },
  hide: { en: 'Hide these', ja: '非表示にする' },
  hideNamed: { en: 'Hide these: {type} of {who}', ja: '{who} の {type} を非表示にする' },
  hidden: {
    en: {
      one: '1 finding was archived; what comes is archived too.',
      other: '{count} findings were archived; what comes is archived too.',
    },
    ja: '{count} 件をアーカイブしました。今後の検出も自動的にアーカイブされます。',
  },
  dismiss: { en: 'Dismiss', ja: '却下' },
  dismissNamed: { en: 'Dismiss the proposal on {type} of {who}', ja: '{who} の {type} の提案を却下' },
  dismissed: {
    en: 'Not proposed again, unless it would hide twice as many findings.',
    ja: '却下しました。対象の検出結果が 2 倍に増えるまで提案されません。',
  },
  inForce: { en: 'In force', ja: '適用中' },
  inForceHelp: {
    en: 'Filters of GuardDuty that archive what fits, made here or with its API. Archived findings stay, and are found under Findings.',
    ja: '条件に合う検出結果をアーカイブする GuardDuty のフィルターです。ここからも GuardDuty の API からも作成できます。アーカイブした検出結果は消えず、「検出結果」で確認できます。',
  },
  noneInForce: { en: 'Nothing is hidden', ja: '非表示にしているものはありません' },
  views: { en: 'Filters that hide nothing', ja: '非表示にしないフィルター' },
  viewsHelp: {
    en: 'Saved views of GuardDuty’s API (action NOOP). They only say which findings somebody looks at.',
    ja: 'GuardDuty の API で保存された表示条件（アクション NOOP）です。検出結果には影響しません。',
  },
  fits: {
    en: {
      one: 'Fits 1 finding of the last 30 days, {confirmed} of them confirmed.',
      other: 'Fits {count} findings of the last 30 days, {confirmed} of them confirmed.',
    },
    ja: '直近 30 日の検出結果 {count} 件が該当します。うち攻撃と確認されたものは {confirmed} 件です。',
  },
  confirmed: {
    en: 'It hides something that was judged an attack: look at it again.',
    ja: '攻撃と判定された検出結果が含まれています。見直してください。',
  },
  proposedOnce: { en: 'made of a proposal', ja: '提案から作成' },
  everyAccount: { en: 'every account', ja: 'すべてのアカウント' },
  since: { en: 'since', ja: '適用開始' },
  end: { en: 'End', ja: '終了' },
  endNamed: { en: 'End {filter}', ja: '{filter} を終了' },
  endHelp: {
    en: 'The filter is deleted, and what comes is shown again.',
    ja: 'フィルターを削除します。今後の検出結果は再び表示されます。',
  },
  restore: { en: 'Bring back what it archived, too', ja: 'このフィルターがアーカイブしたものを一覧に戻す' },
  ended: {
    en: { one: 'Ended; 1 finding is open again.', other: 'Ended; {count} findings are open again.' },
    ja: '終了しました。{count} 件を一覧に戻しました。',
  },
  rejected: { en: 'Dismissed', ja: '却下済み' },
  rejectedBy: { en: 'by {by}', ja: '却下: {by}' },
  again: { en: 'Propose again', ja: '再び提案する' },
  againNamed: { en: 'Propose again: {type} of {who}', ja: '{who} の {type} を再び提案する' },
  proposedAgain: { en: 'It is proposed again.', ja: '再び提案に戻しました。' },
} satisfies Words;

/** What a condition of a filter asks, by the name of its comparison. */
export const comparisonWords = {
  equals: { en: '{attribute} is {values}', ja: '{attribute} が {values} に等しい' },
  notEquals: { en: '{attribute} is not {values}', ja: '{attribute} が {values} に等しくない' },
  above: { en: '{attribute} is more than {values}', ja: '{attribute} が {values} より大きい' },
  atLeast: { en: '{attribute} is at least {values}', ja: '{attribute} が {values} 以上' },
  below: { en: '{attribute} is less than {values}', ja: '{attribute} が {values} より小さい' },
  atMost: { en: '{attribute} is at most {values}', ja: '{attribute} が {values} 以下' },
  matches: { en: '{attribute} is like {values}', ja: '{attribute} が {values} のパターンに一致' },
  notMatches: { en: '{attribute} is not like {values}', ja: '{attribute} が {values} のパターンに一致しない' },
} satisfies Words;
