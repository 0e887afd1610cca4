import { Fault, type Text } from '#kernel';

/** Why SQL of a user is not answered, and what would be. Each follows "The query is not answered: ". */
export const refusals = {
  statement: {
    en: 'only SELECT, EXPLAIN SELECT, DESCRIBE TABLE, SHOW CREATE TABLE and SHOW TABLES are answered',
    ja: '実行できるのは SELECT、EXPLAIN SELECT、DESCRIBE TABLE、SHOW CREATE TABLE、SHOW TABLES だけです',
  },
  tooLong: (most: number): Text => ({
    en: `it is longer than ${most} characters. Shorten it`,
    ja: `${most} 文字を超えています。短くしてください`,
  }),
  controlCharacter: {
    en: 'it holds a control character. Take it out',
    ja: '制御文字が含まれています。取り除いてください',
  },
  nameWithControlCharacter: {
    en: 'a name in it holds a control character. Take it out',
    ja: '名前に制御文字が含まれています。取り除いてください',
  },
  clause: (clause: string): Text => ({
    en: `it has a clause ${clause}, which Yagura sets itself. Leave it out`,
    ja: `${clause} 句は Yagura が設定するため使えません。外してください`,
  }),
  foreignTable: (table: string): Text => ({
    en: `it reads ${table}, and only tables of Yagura may be read. SHOW TABLES names them`,
    ja: `${table} は読めません。読めるのは Yagura のテーブルだけです。一覧は SHOW TABLES で分かります`,
  }),
  foreignName: (name: string): Text => ({
    en: `it names ${name}, and only tables of Yagura may be read. SHOW TABLES names them`,
    ja: `${name} は指定できません。読めるのは Yagura のテーブルだけです。一覧は SHOW TABLES で分かります`,
  }),
  apply: {
    en: 'APPLY is not answered. Call the function on each column',
    ja: 'APPLY は使えません。列ごとに関数を呼び出してください',
  },
  parameter: {
    en: 'it has a parameter without a value. Write the value in its place',
    ja: '値のないパラメーターがあります。値を直接書いてください',
  },
  explainInside: {
    en: 'EXPLAIN may only stand at its beginning',
    ja: 'EXPLAIN は文の先頭にしか書けません',
  },
  unknownPart: (kind: string): Text => ({
    en: `${kind === '' ? 'a part of it' : kind} is not known to be harmless. Write it otherwise`,
    ja: `${kind === '' ? '安全と確認できない部分があります' : `${kind} は安全と確認できません`}。別の書き方をしてください`,
  }),
  aggregateState: {
    en: 'it makes a state of an aggregate function. Leave it out',
    ja: '集約関数の中間状態（AggregateFunction 型）は作れません。外してください',
  },
  hiddenType: {
    en: 'the type of a CAST must be written out',
    ja: 'CAST の型は文字列でそのまま書いてください',
  },
  unsafeFunction: (name: string): Text => ({
    en: `the function ${name} does more than compute. Leave it out`,
    ja: `関数 ${name} は計算以外のことをするため使えません。外してください`,
  }),
  unknownFunction: (name: string, nearest: string | undefined): Text => ({
    en: `there is no function ${name}${nearest === undefined ? '' : `; the nearest is ${nearest}`}`,
    ja: `関数 ${name} はありません${nearest === undefined ? '' : `。${nearest} が最も近い名前です`}`,
  }),
} as const satisfies Record<string, Text | ((...words: never[]) => Text)>;

export function refuse({ en, ja }: Text): never {
  throw new Fault('BadQuery', { en: `The query is not answered: ${en}.`, ja: `このクエリは実行できません。${ja}。` });
}
