import { figuresOf } from './figures.ts';
import { Fault, inOwnWords, sentenceOf, type FaultCode, type Text } from '#kernel';

const badCredentials = {
  code: 'BadConfig',
  say: {
    en: 'ClickHouse refused the user name or password in lake.url. Correct it.',
    ja: 'ClickHouse が lake.url のユーザー名またはパスワードを拒否しました。直してください。',
  },
} as const;

/** What the engine's error codes mean to whoever asked; any other is an error in Yagura's own SQL. */
const meanings: Readonly<Record<string, { code: FaultCode; say: Text }>> = {
  '159': {
    code: 'TooSlow',
    say: {
      en: 'The query took longer than it may. Ask for a shorter time span or fewer columns.',
      ja: 'クエリが制限時間を超えました。期間を短くするか、列を減らしてください。',
    },
  },
  '160': {
    code: 'TooSlow',
    say: {
      en: 'The query would take longer than it may. Ask for a shorter time span or fewer columns.',
      ja: 'クエリが制限時間を超える見込みです。期間を短くするか、列を減らしてください。',
    },
  },
  '241': {
    code: 'TooLarge',
    say: {
      en: 'The query needs more memory than it may use. Ask for a shorter time span, or group by fewer values.',
      ja: 'クエリがメモリの上限を超えました。期間を短くするか、GROUP BY の値を減らしてください。',
    },
  },
  '396': {
    code: 'TooLarge',
    say: {
      en: 'The result is larger than it may be. Add a LIMIT or select fewer columns.',
      ja: '結果が上限より大きくなりました。LIMIT を付けるか、列を減らしてください。',
    },
  },
  '243': {
    code: 'Unavailable',
    say: {
      en: 'The disk that holds the events (the lake) is full. Make room, or shorten `retention`, then repeat.',
      ja: 'イベントを保存するレイクのディスクがいっぱいです。空きを増やすか設定 `retention` を短くしてから、もう一度実行してください。',
    },
  },
  '164': {
    code: 'BadConfig',
    say: {
      en: 'The ClickHouse user in lake.url may only read (readonly). Let it write, or name another user.',
      ja: 'lake.url の ClickHouse ユーザーは読み取り専用です（readonly）。書き込みを許可するか、別のユーザーを指定してください。',
    },
  },
  '201': {
    code: 'Unavailable',
    say: {
      en: 'The ClickHouse user in lake.url has used up its quota. Raise it or wait, then repeat.',
      ja: 'lake.url の ClickHouse ユーザーがクォータを使い切りました。引き上げるか時間をおいてから、もう一度実行してください。',
    },
  },
  '516': badCredentials,
  '192': badCredentials, // so said old servers
  '193': badCredentials,
  '115': {
    code: 'BadConfig',
    say: {
      en: 'The ClickHouse server of lake.url is too old: it does not know a setting that Yagura needs. Take a newer one; Yagura is tested with the engine of version 26.7.',
      ja: 'lake.url の ClickHouse サーバーは古すぎて、Yagura に必要な設定を知りません。新しいバージョンを使ってください（テストは 26.7 のエンジンで行っています）。',
    },
  },
  '497': {
    code: 'BadConfig',
    say: {
      en: 'The ClickHouse user in lake.url lacks a right. Grant it.',
      ja: 'lake.url の ClickHouse ユーザーに権限が足りません。付与してください。',
    },
  },
};

const unanswerable: Text = { en: 'The query cannot be answered', ja: 'クエリに答えられません' };

/** What is wrong with a statement, by the engine's error code: its own sentence is English. */
const mistakes: Readonly<Record<string, Text>> = {
  '36': { en: 'A function cannot take these arguments', ja: '関数に渡した引数が正しくありません' },
  '42': { en: 'A function has too few or too many arguments', ja: '関数の引数の数が合いません' },
  '43': { en: 'A function cannot take values of this type', ja: '関数に渡した値の型が合いません' },
  '46': { en: 'There is no such function', ja: 'その名前の関数はありません' },
  '47': { en: 'There is no such column', ja: 'その名前の列はありません' },
  '53': { en: 'Types do not fit each other', ja: '型が合いません' },
  '60': {
    en: 'There is no such table; SHOW TABLES names them',
    ja: 'その名前のテーブルはありません（一覧は SHOW TABLES）',
  },
  '62': { en: 'The SQL is not written as it must be', ja: 'SQL の構文が正しくありません' },
  '215': {
    en: 'A column stands neither in GROUP BY nor in an aggregate',
    ja: 'GROUP BY にも集約関数にも入っていない列があります',
  },
  '306': { en: 'It is nested too deeply. Write it flatter', ja: '入れ子が深すぎます。浅く書き直してください' },
  '628': {
    en: 'FETCH needs an ORDER BY. Add one, or write LIMIT',
    ja: 'FETCH には ORDER BY が必要です。付けるか、LIMIT を使ってください',
  },
  '386': { en: 'Types do not fit each other', ja: '型が合いません' },
};
const failed: Text = { en: 'The lake failed', ja: 'レイクでエラーが起きました' };

/** The fault for anything that an engine or its client threw. */
export function engineFault(error: unknown, otherwise: FaultCode = 'Internal'): Fault {
  if (error instanceof Fault) return error;
  const meaning = meanings[isFull(error) ? '243' : (codeOf(error) ?? '')];
  const why = brief(error);
  if (meaning !== undefined) return new Fault(meaning.code, withFigures(meaning.say, why), { cause: error });
  if (otherwise !== 'BadQuery') return faultOf(otherwise, failed, inOwnWords(why), error);
  const say = mistakes[codeOf(error) ?? ''] ?? unanswerable;
  return faultOf(otherwise, say, misspelt(why) ?? inOwnWords(why), error);
}

/** The same for a statement that writes: a shorter span of time makes none of them smaller. */
export function writingFault(error: unknown): Fault {
  const cause = error instanceof Fault ? error.cause : error;
  return codeOf(cause) === '241'
    ? new Fault('TooLarge', withFigures(tooMuchToWrite, brief(cause)), { cause })
    : engineFault(error);
}

const tooMuchToWrite: Text = {
  en: 'Writing needs more memory than the lake may use. Raise `lake.memoryMegabytes` (or what the ClickHouse server may use), then repeat.',
  ja: '書き込みに必要なメモリーがレイクの上限を超えました。設定 `lake.memoryMegabytes`（ClickHouse サーバーならその上限）を引き上げてから、もう一度実行してください。',
};

const withFigures = ({ en, ja }: Text, why: string): Text => ({
  en: `${en} (${why})`,
  ja: `${ja}（${figuresOf(why) ?? inOwnWords(why).ja}）`,
});

const faultOf = (code: FaultCode, say: Text, why: Text, cause: unknown): Fault =>
  new Fault(code, { en: `${say.en}: ${why.en}`, ja: `${say.ja}: ${why.ja}` }, { cause });

const isFull = (error: unknown): boolean => /ENOSPC|No space left|not enough space/.test(sentenceOf(error));

/** The engine's number for what is wrong. The engine in this process brings an error class of its own, with the same `code`. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\d+$/.test(code) ? code : /Code: (\d+)[.,]/.exec(sentenceOf(error))?.[1];
}

/** What the parser says it found, and where; it goes on with all that could stand there, and what Yagura asked it. */
const place =
  /^(?:(.+?): )?Syntax error(?: \((.+?)\))?: failed at position (\d+)(?: \((.*?)\))?(?: \(line (\d+), col (\d+)\))?: /s;

/** Where a statement stops being SQL. */
function misspelt(why: string): Text | undefined {
  const [found, before, within, position, at = '', line, column] = place.exec(why) ?? [];
  if (found === undefined) return undefined;
  const reason = parserWords[before ?? within ?? ''];
  const where =
    line === undefined
      ? { en: `character ${position}`, ja: `${position} 文字目` }
      : { en: `line ${line}, column ${column}`, ja: `${line} 行 ${column} 列` };
  const near = at === 'end of query' ? { en: ' (its end)', ja: '（文の末尾）' } : { en: ` (${at})`, ja: `（${at}）` };
  const there = at === '' ? where : { en: where.en + near.en, ja: where.ja + near.ja };
  return reason === undefined
    ? { en: `${there.en}.`, ja: `${there.ja}。` }
    : { en: `${there.en}: ${reason.en}.`, ja: `${there.ja}: ${reason.ja}。` };
}

const open = (what: Text): Text => ({ en: `${what.en} is not closed`, ja: `${what.ja}が閉じられていません` });

const parserWords: Readonly<Record<string, Text>> = {
  'Multi-statements are not allowed': { en: 'only one statement is answered', ja: '実行できるのは 1 文だけです' },
  'Single quoted string is not closed': open({ en: "a text in '", ja: "' で始まる文字列" }),
  'Double quoted string is not closed': open({ en: 'a name in "', ja: '" で始まる名前' }),
  'Back quoted string is not closed': open({ en: 'a name in `', ja: '` で始まる名前' }),
  'Unmatched parentheses': { en: 'parentheses do not match', ja: '括弧の対応が取れていません' },
};

/** The engine's own sentence, without its code, its version and its stack. */
export const brief = (error: unknown): string =>
  sentenceOf(error)
    .replace(/^Code: \d+, e\.displayText\(\) = (.*?),? e\.what\(\) = .*$/s, '$1') // so said old servers
    .replaceAll(/(?:Query failed: )?(?:Code: \d+\. )?DB::Exception: /g, '')
    .replaceAll(/ ?\(version [^()]*(?:\([^()]*\))?[^()]*\)\.?/g, '')
    .replace(/: In scope SELECT formatQuerySingleLine\(.* AS line\./s, '.') // Yagura's own, around what a user wrote
    .replace(/ Maybe you meant:? ?(?:system|information_schema)\..*?\?\.?/i, '') // what nobody may read
    .slice(0, 500)
    .trim();
