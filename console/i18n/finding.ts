import type { Words } from './words.ts';

/** The page of a finding. */
export const findingWords = {
  help: {
    en: 'Read the five answers from top to bottom; the events below are the evidence.',
    ja: '5 つの答えを上から順に読んでください。根拠となるイベントはその下にあります。',
  },
  isArchived: {
    en: 'This finding is archived: somebody has dealt with it.',
    ja: 'この検出結果はアーカイブ済み（対応済み）です。',
  },
  rule: { en: 'How it was detected', ja: '検出の仕組み' },
  seen: { en: 'First and last seen (UTC)', ja: '初回・最終検出 (UTC)' },
  answerWho: { en: 'Who', ja: '誰が' },
  answerWhoQuestion: { en: 'Who did it, with which credentials, from where', ja: '誰が、どの認証情報で、どこから' },
  answerWhy: { en: 'Why it matters', ja: 'なぜ問題か' },
  answerWhyQuestion: { en: 'What the attacker gains, and what it means here', ja: '攻撃者の狙いと、この環境への影響' },
  answerHow: { en: 'How', ja: 'どうやって' },
  answerHowQuestion: { en: 'The technique, and how it shows', ja: '使われた技術と、その現れ方' },
  answerNext: { en: 'What next', ja: '次に何が' },
  answerNextQuestion: { en: 'What can follow, and where you would see it', ja: '次に起こりうる操作と、それを示すログ' },
  answerDo: { en: 'What to do', ja: 'どう対処するか' },
  answerDoQuestion: { en: 'How to contain it, mend it and check', ja: '封じ込め、復旧、確認の手順' },
  lineageTitle: { en: 'Where the credentials came from', ja: '認証情報の出どころ' },
  lineageLink: {
    en: '{principal} called {action} from {address} and got',
    ja: '{principal} が {address} から {action} を呼び出し、次のキーを取得:',
  },
  nextStep: { en: 'What may come next', ja: '次に起こりうる操作' },
  nextLog: { en: 'Shown in the log by', ja: '該当するログ' },
  nextSeen: { en: 'By this actor since', ja: '検出以降、この実行者による操作' },
  nextNone: {
    en: 'No usual next step is known for this technique.',
    ja: 'この技術に続く典型的な操作は登録されていません。',
  },
  nextNotSeen: { en: 'Not seen', ja: 'なし' },
  nextWasSeen: { en: 'Seen {times}', ja: '{times}あり' },
  doCheck: { en: 'To check that it worked:', ja: '対処できたことの確認:' },
  eventsTitle: { en: 'Events', ja: 'イベント' },
  eventsHelp: {
    en: 'As the logs wrote them, newest first. Marked: what made the rule match.',
    ja: 'ログに記録された内容を新しい順に表示しています。ルールに一致した箇所に色を付けています。',
  },
  eventsFrom: { en: '{file}, record {position}', ja: '{file}（{position} 件目）' },
  eventText: { en: 'The event as its log wrote it', ja: 'ログに記録されたイベント' },
  eventsMore: { en: 'Show older events ({count} more)', ja: '古いイベントを表示（残り {count} 件）' },
} satisfies Words;
