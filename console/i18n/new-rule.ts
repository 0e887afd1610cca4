import type { Words } from './words.ts';

/** The page on which a rule is written. */
export const newRuleWords = {
  title: { en: 'New rule', ja: 'ルールの作成' },
  editTitle: { en: 'Edit rule', ja: 'ルールの編集' },
  help: {
    en: 'Click the fields that make an event worth knowing of. What the rule would have found in the last 30 days is shown before you save it.',
    ja: '検出の手がかりになる項目をクリックして条件にします。直近 30 日間で何を検出したかを、保存する前に確認できます。',
  },
  helpText: {
    en: 'Write a rule in Sigma, the open format for detections. What it would have found in the last 30 days is shown before you save it.',
    ja: 'Sigma（検出ルールのオープンな形式）でルールを書きます。直近 30 日間で何を検出したかを、保存する前に確認できます。',
  },
  fromEvent: {
    en: 'Easier: open an event under Events and choose "Make a rule of it".',
    ja: '「イベント」でイベントを開き、「このイベントからルールを作成」を選ぶと簡単に作れます。',
  },
  toEvents: { en: 'Go to Events', ja: 'イベントを開く' },
  make: { en: 'Make a rule of it', ja: 'このイベントからルールを作成' },
  fields: { en: 'Fields of the event', ja: 'イベントの項目' },
  fieldsFilter: { en: 'Find a field or value', ja: '項目名・値で絞り込み' },
  fieldsNone: { en: 'No field fits', ja: '該当する項目はありません' },
  remove: { en: 'Remove {field}', ja: '{field} を条件から外す' },
  conditions: { en: 'Every one of these must hold', ja: '次の条件をすべて満たすとき' },
  conditionsNone: {
    en: 'Nothing chosen yet. Click a field below.',
    ja: 'まだ条件がありません。下の項目をクリックしてください。',
  },
  mode: { en: 'How {field} is compared', ja: '{field} の比べ方' },
  value: { en: 'Value of {field}', ja: '{field} の値' },
  is: { en: 'is', ja: '一致' },
  contains: { en: 'contains', ja: '含む' },
  startswith: { en: 'begins with', ja: '前方一致' },
  any: { en: 'is any of', ja: 'いずれか' },
  anyHelp: { en: 'One value a line', ja: '1 行に 1 つ' },
  name: { en: 'Name', ja: '名前' },
  untitled: { en: 'My rule', ja: '自作ルール' },
  text: { en: 'The rule', ja: 'ルール' },
  textHelp: {
    en: 'Sigma, in YAML. You may write in it; a rule without an id gets one.',
    ja: 'Sigma（YAML）形式です。直接編集できます。id を省略すると自動で付きます。',
  },
  edited: {
    en: 'You changed the text: the fields do not write into it any more.',
    ja: 'テキストを編集したため、項目の選択は反映されません。',
  },
  again: { en: 'Make it of the fields again', ja: '項目の選択から作り直す' },
  tried: { en: 'What it would have found', ja: '検出の見込み' },
  trying: { en: 'Looking through the last 30 days', ja: '直近 30 日間を調べています' },
  waits: { en: 'Choose a field to see what it finds.', ja: '項目を選ぶと結果が表示されます。' },
  matched: {
    en: {
      one: 'One event of {looked} in the 30 days up to {to}.',
      other: '{count} events of {looked} in the 30 days up to {to}.',
    },
    ja: '{to} までの 30 日間の {looked} 件のうち、{count} 件に一致します。',
  },
  matchedNone: {
    en: 'Nothing of {looked} events in the 30 days up to {to}. That may be just what you want of a rule.',
    ja: '{to} までの 30 日間の {looked} 件に、一致するイベントはありません（平常時に検出しないルールとしては適切です）。',
  },
  tooMuch: {
    en: 'That is a lot. A rule helps when it is right about most of what it finds: add a condition.',
    ja: '一致が多すぎます。条件を追加して絞り込むと、確認すべきものが見つけやすくなります。',
  },
  byDay: { en: 'Matches by day', ja: '日別の一致件数' },
  example: { en: 'Example', ja: '一致したイベントの例' },
  faulty: { en: 'This is no rule yet', ja: 'ルールとして読み取れません' },
  save: { en: 'Save', ja: '保存' },
  saved: {
    en: 'Saved. It judges everything that comes from now on.',
    ja: '保存しました。以後に取り込むログへ適用されます。',
  },
} satisfies Words;
