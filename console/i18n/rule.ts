import type { Words } from './words.ts';

/** The page of a rule. */
export const ruleWords = {
  help: {
    en: 'What this rule looks for, what it means, and what came of it. Its tests run as you look.',
    ja: 'このルールが何を検出し、何を意味し、結果がどうだったかを示します。テストはこの画面を開くたびに実行されます。',
  },
  file: { en: 'File', ja: 'ファイル' },
  places: {
    en: 'What is marked is taken from the event. On the page of a finding the commands are filled in and ready to copy.',
    ja: '色の付いた部分にはイベントの値が入ります。検出結果の画面では、値が入ったコマンドをそのままコピーできます。',
  },
  gaps: { en: 'What it cannot see', ja: '検出できないもの' },
  noGuide: {
    en: 'This rule comes without an explanation. Its findings are explained by their ATT&CK technique.',
    ja: 'このルールには説明が付いていません。検出結果は ATT&CK の手法に基づいて説明されます。',
  },
  text: { en: 'The rule itself', ja: 'ルールの内容' },
  isOn: { en: 'On', ja: 'オン' },
  edit: { en: 'Edit', ja: '編集' },
  copy: { en: 'Copy as a rule of your own', ja: 'コピーして作成' },
  delete: { en: 'Delete', ja: '削除' },
  deleteTitle: { en: 'Delete "{title}"?', ja: '「{title}」を削除しますか？' },
  deleteHelp: {
    en: 'It finds nothing from then on. What it found stays, explained by its ATT&CK technique.',
    ja: '以後は検出しなくなります。これまでの検出結果は残り、ATT&CK の手法に基づいて説明されます。',
  },
  deleted: { en: 'Deleted: {title}', ja: '削除しました: {title}' },
  apply: { en: 'Run over logs already read', ja: '読み込み済みのログに適用' },
  applied: {
    en: {
      one: 'It matches one event that was read so far.',
      other: 'It matches {count} events that were read so far.',
    },
    ja: '読み込み済みのログのうち {count} 件のイベントに一致しました。',
  },
  appliedMore: {
    en: 'It matches more than {count} events; the newest {count} were taken. A rule that matches so much is about a log and not about an attack: narrow it down.',
    ja: '一致したイベントが {count} 件を超えたため、新しい {count} 件のみ記録しました。条件が広すぎる可能性があります。絞り込んでください。',
  },
  showFindings: { en: 'Show findings', ja: '検出結果を表示' },
  tests: { en: 'Tests', ja: 'テスト' },
  testsHelp: {
    en: 'Events that stand in the rule: on some it must fire, on others stay quiet.',
    ja: 'ルールに書かれたイベントの例です。検出すべきものと、検出してはならないものがあります。',
  },
  testsNone: { en: 'This rule brings no tests.', ja: 'このルールにはテストがありません。' },
  fires: { en: 'must fire', ja: '検出すべき' },
  quiet: { en: 'must stay quiet', ja: '検出してはならない' },
  passed: { en: 'Passed', ja: '合格' },
  failed: { en: 'Failed', ja: '不合格' },
  running: { en: 'Running the tests', ja: 'テストを実行しています' },
  runningApart: {
    en: 'Running the tests in a process of their own, which takes some seconds',
    ja: '専用のプロセスでテストを実行しています（数秒かかります）',
  },
  lately: { en: 'The last 30 days', ja: '直近 30 日間' },
  latelyHelp: {
    en: {
      one: 'Fired once; 30 days up to the newest event.',
      other: 'Fired {count} times; 30 days up to the newest event.',
    },
    ja: '最新のイベントまでの 30 日間に {count} 回検出しました。',
  },
  byDay: { en: 'How often it fired, by day', ja: '日別の検出回数' },
  dayMost: { en: 'up to {count} a day', ja: '最大 {count} 件/日' },
  dayCount: { en: '{day}: {count}', ja: '{day}: {count} 件' },
  found: { en: 'Last findings', ja: '最近の検出結果' },
  foundNone: { en: 'It has found nothing so far.', ja: 'まだ検出はありません。' },
  judged: { en: 'What people made of it', ja: '判定の集計' },
  judgedNone: {
    en: 'No finding of this rule has been judged yet. Verdicts show whether it is worth having.',
    ja: 'このルールの検出結果はまだ判定されていません。判定がたまると、ルールの有用性が分かります。',
  },
  method: { en: 'Method', ja: '方式' },
  single: { en: 'single events, as they arrive', ja: '単一イベント（到着時に判定）' },
  windowed: { en: 'many events, after each import', ja: '複数イベント（取り込み後に判定）' },
} satisfies Words;
