/**
 * What Cedar's library and Yagura's own engine, which speaks like it, say of policies, in Japanese: English forms and
 * what stands for them. `$1` is as it was written. What no form fits stays English. Each form was met by giving 4.13
 * of the library a policy, a schema or a request that is wrong in that way (cedar-words.test.ts).
 */
export function cedarInJapanese(english: string): string {
  const plain = english.replace(
    /^(?:failed to parse \w+ from string: |error parsing schema: |cannot parse input policies: )+/,
    '',
  );
  const wanted = /^expected ((?:`|identifier|number|string literal).*)$/.exec(plain)?.[1];
  if (wanted !== undefined && !wanted.includes(' found ')) return `ここに書けるのは ${listed(wanted)}`;
  for (const [form, japanese] of forms) if (form.test(plain)) return plain.replace(form, japanese);
  return english;
}

/** What its grammar could go on with, as a list. */
const listed = (wanted: string): string =>
  wanted
    .replaceAll(/,? or |, /g, '、')
    .replaceAll('identifier', '識別子')
    .replaceAll('string literal', '文字列')
    .replaceAll('number', '数');

/** What Cedar says before why a function has no value. */
const calling = 'error while evaluating (`\\w+`) extension function: ';

const every = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 's');

const forms = (
  [
    // How it is written
    ['unexpected end of input', '途中で終わっています'],
    ['unexpected token (`.*`)', '$1 はここに書けません'],
    ['invalid token', '読み取れない文字があります'],
    ['try checking that all strings are closed properly', '文字列がすべて閉じているか確認してください'],
    ["'(.*)' is not a valid operator in Cedar", '「$1」は Cedar の演算子ではありません'],
    ["try using '(.*)' instead", '代わりに「$1」を使ってください'],
    ['invalid policy effect: (.*)', 'ポリシーの効果「$1」は使えません'],
    ['effect must be either `permit` or `forbid`', '`permit` か `forbid` を書いてください'],
    ['this policy is missing the (`\\w+`) variable in the scope', 'スコープに $1 がありません'],
    ['found the variable (`\\w+`) where the variable (`\\w+`) must be used', '$2 を書くところに $1 があります'],
    [
      'policy scopes must contain a `principal`, `action`, and `resource` element in that order',
      'スコープには `principal`、`action`、`resource` をこの順に書いてください',
    ],
    [
      'expected an entity uid or matching template slot, found (?:name|literal) (`.*`)',
      '$1 はエンティティでもスロットでもありません',
    ],
    [
      'expected single entity uid(?: or template slot)?, found set of entity uids',
      'ここにはエンティティを 1 つだけ書けます',
    ],
    ['try including the entity type if you .*', 'エンティティなら User::"alice" のように型を付けてください'],
    [
      'try using `is` to test for an entity type or including an identifier string.*',
      '型を調べるなら `is` を、エンティティなら User::"alice" のように ID を書いてください',
    ],
    ['try using `is` to test for an entity type', '型を調べるなら `is` を使ってください'],
    ['invalid variable: (.*)', '変数「$1」はありません'],
    ['found an invalid variable in the policy scope: (.*)', 'スコープに変数「$1」は書けません'],
    [
      'the valid Cedar variables are .*; did you mean to enclose (`.*`) in quotes to make a string\\?',
      '使える変数は `principal`、`action`、`resource`、`context` です。$1 が文字列なら引用符で囲んでください',
    ],
    ['(`.*`) is not a valid function', '関数 $1 はありません'],
    ['(`.*`) is not a valid method', 'メソッド $1 はありません'],
    ['did you mean (`.*`)\\?', '$1 の誤りではありませんか'],
    ['expected a static policy, got a template containing the slot (\\S+)', 'スロット $1 のあるテンプレートです'],
    ['try removing the template slot\\(s\\) from this policy', 'スロットを取り除いてください'],
    ['found template slot (\\S+) in a (`\\w+`) clause', '$2 の中にスロット $1 があります'],
    ['slots are currently unsupported in (`\\w+`) clauses', '$1 の中ではスロットを使えません'],
    ['integer parse error: .*', '整数が 64 ビットに収まりません'],
    ['duplicate annotation: (\\S+)', 'アノテーション $1 が 2 つあります'],
    ['(`\\w+`) condition clause cannot be empty', '$1 の中身がありません'],
    [
      'multiple relational operators .* must be used with parentheses to make ordering explicit',
      '比較演算子を続けて書くときは、括弧で順序を示してください',
    ],
    // What a schema has against a policy
    ['unexpected type: expected (.*) but saw (.*)', '$1 が必要なところに $2 があります'],
    ['Cedar does not support string concatenation', 'Cedar では文字列を連結できません'],
    ['attribute (`.*`) on entity type (`.*`) not found', 'エンティティ型 $2 に属性 $1 はありません'],
    ['attribute (`.*`) in context for (.*) not found', '$2 の context に属性 $1 はありません'],
    ['attribute (`.*`) not found', '属性 $1 はありません'],
    [
      'unable to guarantee safety of access to optional attribute (`.*`) (?:on entity type|in context for) (.*)',
      '$2 の属性 $1 は省略できるため、ないことがあります',
    ],
    ["try testing for the attribute's presence with (`.*`)", '$1 のように、先に属性があるかどうかを調べてください'],
    [
      'entity (`.*`) is of an enumerated entity type, but (`.*`) is not declared as a valid eid',
      '列挙型のエンティティ $1 はスキーマにありません',
    ],
    ['valid entity eids: (.*)', '使える ID は $1 です'],
    ['unable to guarantee safety of access to tag (`.*`) on entity type (`.*`)', '$2 のタグ $1 は、ないことがあります'],
    ["try testing for the tag's presence with (`.*`)", '$1 のように、先にタグがあるかどうかを調べてください'],
    [
      'extension constructors may not be called with non-literal expressions',
      '`ip` や `decimal` などの関数には文字列をそのまま書いてください',
    ],
    [
      'consider applying extension constructors inside attribute values .*',
      '値が変わるなら、エンティティやコンテキストの側を拡張型の値にしてください',
    ],
    ['try using `like` to examine the contents of a string', '文字列の中身を調べるなら `like` を使ってください'],
    ['at most 4 digits are supported', '小数点以下は 4 桁までです'],
    ['valid datetime strings start with .*', '日時は 2026-01-31T12:00:00Z のように書いてください'],
    ['unrecognized action (`.*`)', 'アクション $1 はスキーマにありません'],
    ['unrecognized entity type (`.*`)', 'エンティティ型 $1 はスキーマにありません'],
    [
      'unable to find an applicable action given the policy scope constraints',
      'このスコープに当てはまるアクションがスキーマにありません',
    ],
    [
      'policy is impossible: the policy expression evaluates to false for all valid requests',
      'どのようなリクエストでも成り立たないポリシーです',
    ],
    ['the types (.*) and (.*) are not compatible', '型 $1 と $2 は合いません'],
    ['.*must have compatible types\\. Types must be exactly equal to be compatible', '両方の型を同じにしてください'],
    ['empty set literals are forbidden in policies', '空の集合 [] はポリシーに書けません'],
    ['error during extension function argument validation: .*: (`.*`)', '関数の引数 $1 を読み取れません'],
    [
      'wrong number of arguments in extension function application\\. Expected (\\d+), got (\\d+)',
      '引数は $1 個のはずですが、$2 個あります',
    ],
    ['string (`.*`) contains mixed scripts', '文字列 $1 に異なる文字体系が混ざっています'],
    // Schemas
    ['failed to resolve types?: (.*)', '型 $1 がありません'],
    ['(`.*`) has not been declared as .*', '$1 は宣言されていません'],
    ['(`.*`) is declared twice', '$1 が 2 回宣言されています'],
    ['cycle in action hierarchy containing (`.*`)', 'アクション $1 の親子関係が循環しています'],
    ['cycle in common type references containing (`.*`)', '型 $1 の参照が循環しています'],
    ['missing (`\\w+`) declaration for (`.*`)', '$2 に $1 の宣言がありません'],
    ['for action (`.*`), (`\\w+`) is `\\[\\]`, which is invalid', 'アクション $1 の $2 が空です'],
    ['Every action must define both .*', '`principal` と `resource` の両方に、少なくとも 1 つの型を書いてください'],
    ['use of the reserved (`.*`) namespace', '名前空間 $1 は予約されています'],
    // Why an expression has no value
    ['type error: expected one of \\[(.*)\\], got (.*)', '$1 のいずれかが必要なところに $2 があります'],
    ['type error: expected (.*), got (.*)', '$1 が必要なところに $2 があります'],
    ['integer overflow while attempting to .*', '整数の計算が 64 ビットに収まりません'],
    ['entity (`.*`) does not exist', '$1 がエンティティの一覧にありません'],
    ['record does not have the attribute (`.*`)', 'レコードに属性 $1 がありません'],
    ['(`.*`) does not have the attribute (`.*`)', '$1 に属性 $2 がありません'],
    ['(`.*`) does not have the tag (`.*`)', '$1 にタグ $2 がありません'],
    ['extension function (.*) does not exist', '関数 $1 はありません'],
    [
      'wrong number of arguments provided to extension function (`.*`): expected (\\d+), got (\\d+)',
      '関数 $1 の引数は $2 個のはずですが、$3 個あります',
    ],
    [
      `${calling}(?:overflow when converting to decimal|Duration overflows .*|overflows when .*)`,
      '関数 $1 の結果が扱える範囲を超えています',
    ],
    [`${calling}too many digits after the decimal in (\`.*\`)`, '$2 は小数点以下が 4 桁を超えています'],
    [`${calling}(\`.*\`) is not a well-formed decimal value`, '$2 は小数として読み取れません'],
    [`${calling}invalid IP address: (.*)`, '$2 は IP アドレスではありません'],
    [`${calling}invalid date: (.*)`, '日付 $2 はありません'],
    [`${calling}invalid hour/minute/second: (.*)`, '時刻 $2 はありません'],
    [`${calling}invalid duration pattern`, '時間は 1d2h3m4s5ms のように書いてください'],
    [
      `${calling}invalid (?:date|millisecond and/or offset|hour/minute/second) pattern`,
      '日時は 2026-01-31T12:00:00Z のように書いてください',
    ],
    [`${calling}(.*)`, '関数 $1 に渡された値を読み取れません（$2）'],
  ] as const
).map(([english, japanese]): [RegExp, string] => [every(english), japanese]);
