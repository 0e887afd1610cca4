import type { Words } from './words.ts';

/** Pages that wait, fail, are missing or not for this reader. */
export const statesWords = {
  clearFilter: { en: 'Clear the filter', ja: '絞り込みを解除' },
  waiting: { en: 'Asking the server for this page', ja: 'サーバーからデータを取得しています' },
  waitingLong: {
    en: 'Still waiting: right after a start the server reads logs and looks for attacks in them. The page comes by itself.',
    ja: '時間がかかっています。起動直後は、ログの読み込みと検出が続いていることがあります。終わりしだい表示します。',
  },
  again: { en: 'Try again', ja: '再試行' },
  sources: { en: 'See which logs were read', ja: '読み込んだログを確認' },
  home: { en: 'Go to the Summary', ja: '概要に戻る' },
  broken: { en: 'This part of the page could not be drawn.', ja: 'この部分を表示できませんでした。' },
  brokenRemedy: {
    en: 'The rest of the page works. Try again; if it happens again, reload the page.',
    ja: 'ほかの部分はそのまま使えます。再試行しても直らない場合は、ページを再読み込みしてください。',
  },
  missingTitle: { en: 'There is nothing here', ja: 'ページが見つかりません' },
  missingRemedy: {
    en: 'The address may be mistyped, or what it named has been deleted.',
    ja: 'アドレスが間違っているか、対象がすでに削除されています。',
  },
  allFindings: { en: 'All findings', ja: '検出結果の一覧へ' },
  goneFinding: {
    en: 'Settings say how long findings are kept. The link may also come from another data folder, as that of the simulated company, or be mistyped.',
    ja: '保存期間は「設定」で確認できます。デモデータなど別のデータフォルダーのリンクか、アドレスの間違いの可能性もあります。',
  },
  allRules: { en: 'All rules', ja: 'ルールの一覧へ' },
  goneRule: {
    en: 'The rule may have been deleted, or its file be in a folder that this Yagura does not read (rules.folders). The link may also come from another data folder, or be mistyped.',
    ja: 'ルールが削除されたか、ルールのフォルダー（rules.folders）が読み込みの対象になっていない可能性があります。別のデータフォルダーのリンクか、アドレスの間違いの可能性もあります。',
  },
  allPolicyStores: { en: 'All policy stores', ja: 'ポリシーストアの一覧へ' },
  gonePolicyStore: {
    en: 'The policy store may have been deleted. The link may also come from another data folder, or be mistyped.',
    ja: 'ポリシーストアが削除された可能性があります。別のデータフォルダーのリンクか、アドレスの間違いの可能性もあります。',
  },
  deniedTitle: { en: 'Your role does not allow this', ja: 'この操作の権限がありません' },
  deniedWhy: { en: 'It needs the permission {action}.', ja: '{action} の権限が必要です。' },
  deniedRemedy: {
    en: 'Ask an administrator: they give roles under People and keys.',
    ja: '管理者に依頼してください。ロールは「ユーザーとキー」で変更できます。',
  },
  deniedAsk: { en: 'Administrators here: {names}', ja: '管理者: {names}' },
  awayTitle: { en: 'Yagura does not answer', ja: 'Yagura から応答がありません' },
  awayRemedy: {
    en: 'The server is being restarted, or the network is down. This page comes back by itself.',
    ja: 'サーバーが再起動中か、ネットワークが切断されています。復旧すると自動で再開します。',
  },
  awayShort: {
    en: 'Yagura does not answer. What you see may be old; the page comes back by itself.',
    ja: 'Yagura から応答がありません。表示中の内容は古い可能性があります。復旧すると自動で再開します。',
  },
  awayUndone: {
    en: 'This was not done, for Yagura does not answer. Do it again when it is back.',
    ja: 'Yagura から応答がないため、実行できませんでした。復旧してからもう一度お試しください。',
  },
  endedShort: {
    en: 'Your sign-in has ended. What you have written stays here while you sign in again.',
    ja: 'サインインの有効期限が切れました。入力した内容はこのまま残るので、サインインし直してください。',
  },
  signInAgain: { en: 'Sign in in another tab', ja: '別のタブでサインイン' },
  busyTitle: { en: 'Yagura has too much to do', ja: 'Yagura が混み合っています' },
  busyRemedy: { en: 'Wait for some seconds, then try again.', ja: '数秒待ってから再試行してください。' },
  unavailableTitle: { en: 'Something that Yagura needs is not there', ja: 'Yagura に必要なものが利用できません' },
  unavailableRemedy: {
    en: 'Mend what is named here; it may also come back by itself. The page tries again every few seconds.',
    ja: '上記の原因を取り除くか、復旧を待ってください。画面は数秒ごとに自動で再試行します。',
  },
  faultTitle: { en: 'This could not be done', ja: '処理できませんでした' },
  faultRemedy: {
    en: 'Try again. If it happens again, the log of the server tells more.',
    ja: '再試行してください。繰り返す場合は、サーバーのログを確認してください。',
  },
} satisfies Words;

/** How fresh a page is. */
export const freshnessWords = {
  live: { en: 'Live', ja: '自動更新中' },
  asking: { en: 'Asked from time to time', ja: '定期的に更新' },
  away: { en: 'Not up to date', ja: '更新できません' },
  ended: { en: 'Not up to date', ja: '更新できません' },
  asOf: { en: 'as of', ja: '最終更新' },
} satisfies Words;
