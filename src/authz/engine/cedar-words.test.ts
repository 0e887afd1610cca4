import { expect, test } from 'vitest';
import { textOf, type Text } from '#kernel';
import { cedarInJapanese } from './cedar-words.ts';
import { parsePolicy } from './parse-policy.ts';
import { parseSchema } from './parse-schema.ts';
import { validatePolicies } from './validate.ts';

const schema = parseSchema(`
  entity Team;
  entity User in [Team] { age: Long, name?: String };
  entity Photo { owner: User, tags: Set<String>, ip: ipaddr, mood: Mood } tags String;
  entity Mood enum ["glad"];
  action "view" appliesTo { principal: [User], resource: [Photo], context: { mfa: Bool } };
`);
const when = (condition: string): string =>
  `permit (principal, action == Action::"view", resource) when { ${condition} };`;

/** What is said of a policy that cannot be read, or does not agree with the schema. */
function saidOf(policy: string): Text[] {
  try {
    parsePolicy(policy);
  } catch (error) {
    return [textOf(error)];
  }
  return validatePolicies({ policies: { p: policy } }, schema).map(({ message, ja }) => ({ en: message, ja }));
}

test.each([
  ['permit (principal, action, resource)', '途中で終わっています。ここに書けるのは `;`、識別子'],
  ['permit (principal, action, resource;', '`;` はここに書けません'],
  [when('resource.owner = principal'), '「=」は Cedar の演算子ではありません。代わりに「==」を使ってください'],
  ['permt (principal, action, resource);', 'ポリシーの効果「permt」は使えません'],
  ['permit (principal, action);', 'スコープに `resource` がありません'],
  ['permit (resource, action, principal);', '`principal` を書くところに `resource` があります'],
  ['permit (principal == "alice", action, resource);', 'はエンティティでもスロットでもありません'],
  ['permit (principal in [User::"a"], action, resource);', 'エンティティを 1 つだけ書けます'],
  [when('foo'), '変数「foo」はありません'],
  [when('iip("1.1.1.1") == resource.ip'), '関数 `iip` はありません。`ip` の誤りではありませんか'],
  [when('resource.tags.contain("a")'), 'メソッド `contain` はありません'],
  [when('"unclosed'), '文字列がすべて閉じているか確認してください'],
  ['@id("a") @id("b") permit (principal, action, resource);', 'アノテーション @id が 2 つあります'],
  [when(''), '`when` の中身がありません'],
  [when('1 < 2 < 3'), '括弧で順序を示してください'],
  [when('1 + "a"'), 'Long が必要なところに String があります。Cedar では文字列を連結できません'],
  [when('principal.agee > 1'), 'エンティティ型 `User` に属性 `agee` はありません。`age` の誤りではありませんか'],
  [when('context.mf'), 'の context に属性 `mf` はありません'],
  [when('principal.name == "a"'), '`User` の属性 `name` は省略できるため、ないことがあります'],
  [when('principal.age == "a"'), '型 Long と String は合いません。両方の型を同じにしてください'],
  [when('ip("300.1") == resource.ip'), '関数の引数 `"300.1"` を読み取れません'],
  [
    when('resource.mood == Mood::"sad"'),
    '列挙型のエンティティ `Mood::"sad"` はスキーマにありません。使える ID は "glad" です',
  ],
  [when('resource.getTag("x") == "a"'), '先にタグがあるかどうかを調べてください'],
  [when('ip(principal.name).isIpv4()'), 'エンティティやコンテキストの側を拡張型の値にしてください'],
  [when('"abc".contains("a")'), '文字列の中身を調べるなら `like` を使ってください'],
  [when('decimal("1.23456") == decimal("1.0")'), '小数点以下は 4 桁までです'],
  [when('datetime("x") == datetime("2026-01-31")'), '日時は 2026-01-31T12:00:00Z のように書いてください'],
  [when('false'), 'どのようなリクエストでも成り立たないポリシーです'],
  ['permit (principal, action == Action::"vieww", resource);', 'アクション `Action::"vieww"` はスキーマにありません'],
  ['permit (principal == Usr::"a", action, resource);', 'エンティティ型 `Usr` はスキーマにありません'],
])('what Cedar has against %j is told in Japanese', (policy, words) => {
  const said = saidOf(policy);
  expect(said.map(({ ja }) => ja).join(' | ')).toContain(words);
  for (const { en } of said) expect(en).not.toMatch(/[ぁ-ん]|for policy/);
});

test.each([
  ['entity User { a: Foo };', '型 Foo がありません。`Foo` は宣言されていません'],
  ['entity User; entity User;', '`User` が 2 回宣言されています'],
  ['entitty U;', '`entitty` はここに書けません'],
  ['action a in [b]; action b in [a];', 'の親子関係が循環しています'],
])('what Cedar has against the schema %j is told in Japanese', (text, words) => {
  expect(() => parseSchema(text)).toThrow(
    expect.objectContaining({ text: expect.objectContaining({ ja: expect.stringContaining(words) }) }),
  );
});

test('why an expression has no value is told in Japanese, and what is not known stays as it was said', () => {
  expect(cedarInJapanese('type error: expected long, got string')).toBe('long が必要なところに string があります');
  expect(cedarInJapanese('`User::"bob"` does not have the attribute `age`')).toBe(
    '`User::"bob"` に属性 `age` がありません',
  );
  expect(cedarInJapanese('record does not have the attribute `age`')).toBe('レコードに属性 `age` がありません');
  expect(cedarInJapanese('the moon is full')).toBe('the moon is full');
});
