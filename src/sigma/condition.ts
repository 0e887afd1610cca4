import type { Text } from '#kernel';
import { wordsOf, type Word } from './condition-words.ts';
import { globTest } from './glob.ts';
import { limits } from './limits.ts';
import type { Piece } from './pattern.ts';
import { Trouble } from './trouble.ts';
import type { Tree } from './tree.ts';

/** The selections of a rule by name. */
export type Selections = ReadonlyMap<string, Tree>;

/** Puts the selections into the condition. A list of conditions means any of them. Throws a Trouble. */
export function readCondition(condition: unknown, selections: Selections): Tree {
  if (typeof condition === 'string') return new Condition(condition, selections).read();
  if (Array.isArray(condition) && condition.length > 0) {
    return { kind: 'any', of: condition.map((one: unknown) => readCondition(one, selections)) };
  }
  throw new Trouble(
    { en: 'The condition is no text.', ja: 'condition が文字列ではありません。' },
    {
      en: `Write how the selections belong together, such as: condition: ${[...selections.keys()][0] ?? 'selection'}.`,
      ja: `セレクションの組み合わせを書いてください。例: condition: ${[...selections.keys()][0] ?? 'selection'}`,
    },
  );
}

/** What Sigma 1 wrote behind a bar. */
const aggregation = (condition: string): Trouble =>
  new Trouble(
    {
      en: `The condition "${condition}" counts events behind "|", as Sigma did before version 2.`,
      ja: `condition「${condition}」は「|」の後ろでイベントを集計しています。これは Sigma 2 より前の書き方です。`,
    },
    {
      en: 'Leave the bar and what follows it out, give the rule a name, and count its matches in a document of its own: correlation: { type: event_count, rules: [NAME], group-by: [FIELD], timespan: 5m, condition: { gt: 5 } }.',
      ja: '「|」以降を取り除いてルールに name を付け、一致した件数は別の文書で数えてください。例: correlation: { type: event_count, rules: [名前], group-by: [フィールド], timespan: 5m, condition: { gt: 5 } }',
    },
  );

/** A recursive descent, from the loosest to the tightest: or, and, not, `of`, names and brackets. */
class Condition {
  readonly #text: string;
  readonly #words: readonly Word[];
  readonly #selections: Selections;
  #at = 0;
  #depth = 0;

  constructor(text: string, selections: Selections) {
    this.#text = text;
    this.#words = wordsOf(text);
    this.#selections = selections;
  }

  read(): Tree {
    const tree = this.#either();
    if (this.#text.includes('|')) throw aggregation(this.#text);
    if (this.#word().sense !== 'end')
      throw this.#unexpected({ en: '"and", "or" or the end', ja: '「and」「or」または終わり' });
    return tree;
  }

  #either(): Tree {
    const sides = this.#chain('or', () => this.#both());
    return sides.length === 1 && sides[0] ? sides[0] : { kind: 'any', of: sides };
  }

  #both(): Tree {
    const sides = this.#chain('and', () => this.#negation());
    return sides.length === 1 && sides[0] ? sides[0] : { kind: 'all', of: sides };
  }

  #chain(joint: 'and' | 'or', side: () => Tree): Tree[] {
    const sides = [side()];
    while (this.#take(joint)) sides.push(side());
    return sides;
  }

  #negation(): Tree {
    if (!this.#take('not')) return this.#single();
    return { kind: 'not', of: this.#deeper(() => this.#negation()) };
  }

  #single(): Tree {
    if (this.#take('(')) {
      const inner = this.#deeper(() => this.#either());
      if (!this.#take(')')) throw this.#unexpected({ en: 'a closing bracket', ja: '閉じ括弧' });
      return inner;
    }
    const word = this.#word();
    if (word.sense !== 'name') throw this.#unexpected({ en: 'the name of a selection', ja: 'セレクションの名前' });
    this.#at++;
    return this.#take('of') ? this.#several(word) : this.#named(word);
  }

  #named({ text, column }: Word): Tree {
    const tree = this.#selections.get(text);
    if (tree) return tree;

    throw new Trouble(
      {
        en: `The condition names "${text}" (column ${column}), and there is no such selection.`,
        ja: `condition の「${text}」（${column} 文字目）というセレクションはありません。`,
      },
      text.includes('|') ? counting : this.#known(),
    );
  }

  /** `1 of x_*`, `all of them`, `3 of x_*`; names that begin with an underscore are left out of `them`. */
  #several(quantity: Word): Tree {
    const target = this.#word();
    if (target.sense !== 'name')
      throw this.#unexpected({ en: '"them" or a name with *', ja: '「them」または * を含む名前' });
    this.#at++;
    const chosen = this.#chosen(target.text);
    if (chosen.length === 0) throw this.#nothingLike(target);
    const quantifier = quantity.text.toLowerCase();
    if (quantifier === 'all') return { kind: 'all', of: chosen };
    if (quantifier === 'any' || quantifier === '1') return { kind: 'any', of: chosen };
    const count = Number(quantifier);
    if (Number.isInteger(count) && count > 0 && count <= chosen.length) return { kind: 'at least', count, of: chosen };
    throw neverHolds(quantity, target, chosen.length);
  }

  #nothingLike({ text, column }: Word): Trouble {
    return new Trouble(
      {
        en: `No selection is called "${text}" (column ${column} of the condition).`,
        ja: `「${text}」に当てはまるセレクションはありません（condition の ${column} 文字目）。`,
      },
      this.#known(),
    );
  }

  #chosen(target: string): Tree[] {
    const fits = target.toLowerCase() === 'them' ? (name: string) => !name.startsWith('_') : namesLike(target);
    return [...this.#selections].filter(([name]) => fits(name)).map(([, tree]) => tree);
  }

  #deeper(read: () => Tree): Tree {
    if (++this.#depth > limits.depth) {
      throw new Trouble(
        {
          en: `The condition is nested more than ${limits.depth} levels deep.`,
          ja: `condition の入れ子が ${limits.depth} 段を超えています。`,
        },
        { en: 'Split it into several selections or rules.', ja: '複数のセレクションまたはルールに分けてください。' },
      );
    }
    const tree = read();
    this.#depth--;
    return tree;
  }

  #word(): Word {
    return this.#words[this.#at] ?? { text: '', column: this.#text.length + 1, sense: 'end' };
  }

  #take(sense: Word['sense']): boolean {
    if (this.#word().sense !== sense) return false;
    this.#at++;
    return true;
  }

  #unexpected(wanted: Text): Trouble {
    const { text, column, sense } = this.#word();
    const found =
      sense === 'end'
        ? { en: 'it ends', ja: '条件が終わっています' }
        : { en: `there is "${text}"`, ja: `「${text}」があります` };
    return new Trouble(
      {
        en: `The condition "${this.#text}" cannot be read: ${found.en} at column ${column} where ${wanted.en} belongs.`,
        ja: `condition「${this.#text}」を読み取れません。${column} 文字目には${wanted.ja}が必要ですが、${found.ja}。`,
      },
      {
        en: 'Write selections joined by and, or, not and brackets; "1 of name*" and "all of them" stand for several.',
        ja: 'セレクションを and、or、not と括弧でつないでください。「1 of name*」や「all of them」で複数をまとめて指定できます。',
      },
    );
  }

  #known(): Text {
    const names = [...this.#selections.keys()].join(', ');
    return {
      en: `Use one of the selections of this rule: ${names || 'there are none'}.`,
      ja: `このルールのセレクションのいずれかを使ってください: ${names || 'ありません'}`,
    };
  }
}

const neverHolds = (quantity: Word, target: Word, selections: number): Trouble =>
  new Trouble(
    {
      en: `"${quantity.text} of ${target.text}" (column ${quantity.column}) can never hold: there are ${selections} such selections.`,
      ja: `「${quantity.text} of ${target.text}」（${quantity.column} 文字目）は成立しません。該当するセレクションは ${selections} 個です。`,
    },
    {
      en: 'Write all, any, or a number from 1 to that.',
      ja: 'all、any、または 1 からその数までの数字を書いてください。',
    },
  );

const counting: Text = {
  en: 'Counting is not written after a condition any more: write a correlation rule.',
  ja: '件数の条件は condition の後には書けません。correlation ルールを書いてください。',
};

/** Names that fit a pattern in which only the star is a wildcard. */
function namesLike(target: string): (name: string) => boolean {
  const pieces = target.split(/(\*)/).map((part): Piece => (part === '*' ? '*' : { literal: part }));
  return globTest(pieces.filter((piece) => piece === '*' || (typeof piece === 'object' && piece.literal !== '')));
}
