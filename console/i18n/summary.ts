import type { Words } from './words.ts';

/** The Summary. */
export const summaryWords = {
  simulatedTitle: { en: 'This company does not exist', ja: 'これは架空の会社のデータです' },
  simulatedHelp: {
    en: 'A simulated month of a small company, with one incident hidden in it: open the first finding below and see what Yagura makes of it. Nothing here comes from your accounts.',
    ja: '小さな会社の 1 か月分の活動をシミュレーションし、インシデントを 1 件隠してあります。下の一覧の先頭を開くと、Yagura の説明を確認できます。お使いの AWS アカウントのデータは含まれていません。',
  },
  simulatedBring: { en: 'Read your own logs', ja: '自分のログを読み込む' },
  noLogs: { en: 'No logs yet', ja: 'ログがまだありません' },
  noLogsHelp: {
    en: 'Yagura finds attacks in logs of AWS, and has read none so far. Give it a folder, drop files, or name a bucket.',
    ja: 'Yagura は AWS のログから攻撃を検出します。まだログが読み込まれていません。フォルダーやバケットを指定するか、ファイルをドロップしてください。',
  },
  title: { en: 'Summary', ja: '概要' },
  help: {
    en: 'How things stand over all accounts and Regions, from {from} to {to}. Every number opens what it counts.',
    ja: '全アカウント・全リージョンの状況です（{from} ～ {to}）。数字を選ぶと、その内訳を確認できます。',
  },
  spanNewest: { en: 'Newest data', ja: '最新のデータ' },
  spanNewestHelp: {
    en: 'The 30 days up to the newest event that was read',
    ja: '読み込んだ最新のイベントまでの 30 日間',
  },
  overviewTitle: { en: 'Overview', ja: '全体の件数' },
  overviewHelp: {
    en: 'An attack sequence is one attack: findings of the same actor that belong together.',
    ja: '攻撃シーケンスは、同じ実行者による一連の検出を 1 つの攻撃としてまとめたものです。',
  },
  overviewFindings: { en: 'Findings', ja: '検出結果' },
  overviewSequences: { en: 'Attack sequences', ja: '攻撃シーケンス' },
  overviewResources: { en: 'Resources with findings', ja: '検出のあったリソース' },
  overviewAccounts: { en: 'Accounts with findings', ja: '検出のあったアカウント' },
  overviewEvents: { en: 'Events read', ja: 'イベント数' },
  topTitle: { en: 'Read these first', ja: '最初に確認する検出結果' },
  topHelp: {
    en: 'The worst findings. Each tells who, why, how, what next and what to do.',
    ja: '重大度の高い順です。誰が・なぜ・どうやって・次に何が・どう対処するかを確認できます。',
  },
  topSequences: { en: 'Attack sequences only', ja: '攻撃シーケンスのみ' },
  newsSince: { en: 'Since your last visit', ja: '前回の閲覧以降' },
  newsNothing: { en: 'Nothing new since your last visit', ja: '前回の閲覧以降、変化はありません' },
  newsFound: { en: { one: '1 new finding', other: '{count} new findings' }, ja: '新しい検出結果 {count} 件' },
  newsChanged: { en: { one: '1 other changed', other: '{count} others changed' }, ja: '更新 {count} 件' },
  topAll: { en: 'All findings of this time', ja: 'この期間のすべての検出結果' },
  earlier: {
    en: {
      one: '1 open finding is older than this time (before {from})',
      other: '{count} open findings are older than this time (before {from})',
    },
    ja: 'この期間より前（{from} より前）の未対応の検出結果 {count} 件',
  },
  topEmpty: { en: 'No findings', ja: '検出結果はありません' },
  topEmptyHelp: {
    en: 'Either nothing bad happened in this time, or the logs that would show it were not read.',
    ja: 'この期間に問題がなかったか、問題を示すログが読み込まれていません。',
  },
  byDayTitle: { en: 'Findings by day', ja: '日別の検出数' },
  byDayHelp: {
    en: 'On which days something was found, by severity.',
    ja: 'どの日に何件検出されたかを重大度別に示します。',
  },
  byDayDay: { en: 'Day (UTC)', ja: '日付 (UTC)' },
  byDayBar: { en: { one: '{day}: 1 finding', other: '{day}: {count} findings' }, ja: '{day}: 検出 {count} 件' },
  byDayEmpty: { en: 'No findings in this time', ja: 'この期間の検出はありません' },
  typesTitle: { en: 'Most common findings', ja: '多い検出タイプ' },
  typesShare: { en: '{share} of all findings', ja: '全体の {share}' },
  typesHelp: { en: 'The kinds that occur most, with their share.', ja: '検出数の多いタイプと、全体に占める割合です。' },
  rareTitle: { en: 'Rarest findings', ja: 'まれな検出タイプ' },
  rareHelp: {
    en: 'The kinds that occur least: often the telling ones.',
    ja: '検出数の少ないタイプです。珍しい検出ほど重要なことがよくあります。',
  },
  accountsTitle: { en: 'Accounts', ja: 'アカウント' },
  accountsHelp: { en: 'The accounts with the most findings.', ja: '検出数の多いアカウントです。' },
  resourcesTitle: { en: 'Resources', ja: 'リソース' },
  resourcesHelp: { en: 'The resources with the most findings.', ja: '検出数の多いリソースです。' },
  rankingFindings: { en: { one: '1 finding', other: '{count} findings' }, ja: '{count} 件' },
  rankingEmpty: { en: 'Nothing in this time', ja: 'この期間の該当はありません' },
  coverageTitle: { en: 'Coverage', ja: 'ログの読み込み状況' },
  coverageHelp: {
    en: 'Which logs were read in this time. In a log that is silent nothing can be found.',
    ja: 'この期間に読み込まれたログです。記録のないログからは何も検出できません。',
  },
  coverageAll: { en: 'Sources and refused input', ja: 'ログソースと読み込めなかったデータ' },
  coverageRead: { en: 'Read', ja: '読み込み済み' },
  coverageSilent: { en: 'Silent', ja: '記録なし' },
} satisfies Words;
