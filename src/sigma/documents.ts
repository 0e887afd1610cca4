import {
  isNode,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type ScalarTag,
  type Tags,
} from 'yaml';
import { aliasText, endlessAlias, lostAlias, yamlText, type Text, type TextFile } from '#kernel';
import { limits } from './limits.ts';
import type { RuleProblem } from './rule.ts';
import { problemAt, Trouble } from './trouble.ts';

/** One YAML document of a file. */
export interface RuleDocument {
  readonly file: string;
  /** Line of its first key, from 1. */
  readonly line: number;
  readonly content: unknown;
  /** The line of the deepest part of the path that is there. */
  lineAt(path: readonly (string | number)[]): number;
}

/** Cuts a file into its documents (YAML 1.2); one that is no YAML is a problem and the others are read. */
export function documentsOf({ file, text }: TextFile): { documents: RuleDocument[]; problems: RuleProblem[] } {
  const documents: RuleDocument[] = [];
  const problems: RuleProblem[] = [];
  const lines = new LineCounter();
  const problem = (line: number, sentence: Text, remedy: Text): void =>
    void problems.push(problemAt({ file, line }, { sentence, remedy }));
  try {
    for (const document of parsed(text, lines)) {
      const [error] = document.errors;
      const lost = error ? undefined : wrongAlias(document);
      if (lost) problem(lines.linePos(lost.offset).line, notYaml(lost.why), mendLine);
      else if (error) problem(lines.linePos(error.pos[0]).line, notYaml(yamlText(error)), mendLine);
      else if (document.contents !== null) documents.push(documentOf(file, document, lines));
    }
  } catch (error) {
    if (error instanceof Trouble) problem(1, error.sentence, error.remedy);
    else problem(1, unreadable(error), simplify);
  }
  return { documents, problems };
}

function unreadable(error: unknown): Text {
  const own = firstLine(String(error));
  const why = aliasText(error) ?? { en: own, ja: own };
  return { en: `This file cannot be read: ${why.en}.`, ja: `ファイルを読み取れません（${why.ja}）。` };
}

const simplify: Text = {
  en: 'Remove anchors that multiply and deep nesting.',
  ja: '増殖するアンカーや深い入れ子を取り除いてください。',
};

const notYaml = (why: Text): Text => ({
  en: `This is not YAML: ${why.en}.`,
  ja: `YAML として読み取れません（${why.ja}）。`,
});
const mendLine: Text = {
  en: 'Mend the line; mind the indentation and quotes.',
  ja: 'この行を直してください。字下げと引用符に注意してください。',
};

function parsed(text: string, lines: LineCounter): readonly Document.Parsed[] {
  // What was no UTF-8 was read as U+FFFD; every second letter of UTF-16 is zero.
  if (text.includes('\ufffd') || text.includes('\0')) {
    throw new Trouble(
      { en: 'This is no text in UTF-8.', ja: 'UTF-8 のテキストではありません。' },
      { en: 'Save the file as UTF-8.', ja: 'ファイルを UTF-8 で保存し直してください。' },
    );
  }
  if (text.length > limits.fileCharacters) {
    throw new Trouble(
      {
        en: `The file has ${text.length} characters; at most ${limits.fileCharacters} are read.`,
        ja: `ファイルが ${text.length} 文字あります。読み取れるのは ${limits.fileCharacters} 文字までです。`,
      },
      { en: 'Split it into several files.', ja: '複数のファイルに分けてください。' },
    );
  }
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.2',
    customTags: asWritten,
    prettyErrors: false,
  });
  return 'empty' in documents ? [] : documents;
}

/** The first alias whose anchor does not stand before it, or that stands within what it refers to. */
function wrongAlias(document: Document.Parsed): { offset: number; why: Text } | undefined {
  const anchors = new Set<string>();
  let wrong: { offset: number; why: Text } | undefined;
  visit(document, {
    Value: (_, { anchor }) => void (anchor !== undefined && anchors.add(anchor)),
    Alias(_, { source, range }, above) {
      const endless = above.some((node) => isNode(node) && 'anchor' in node && node.anchor === source);
      if (anchors.has(source) && !endless) return undefined;
      wrong = { offset: range?.[0] ?? 0, why: endless ? endlessAlias(source) : lostAlias(source) };
      return visit.BREAK;
    },
  });
  return wrong;
}

function documentOf(file: string, document: Document.Parsed, lines: LineCounter): RuleDocument {
  const lineAt = (path: readonly (string | number)[]): number => lines.linePos(offsetOf(document, path)).line;
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  return { file, line: lineAt([]), content, lineAt };
}

function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = hasItems(parent) ? parent.items.find((item) => keyOf(item) === key) : undefined;
    const node: unknown = pair === undefined ? document.getIn(path.slice(0, length), true) : pair;
    const offset = startOf(isPairLike(node) ? node.key : node);
    if (offset !== undefined) return offset;
  }
  return startOf(document.contents) ?? document.range[0];
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

function hasItems(node: unknown): node is { items: unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items);
}

function isPairLike(node: unknown): node is { key: unknown } {
  return typeof node === 'object' && node !== null && 'key' in node && !isScalar(node);
}

function keyOf(item: unknown): unknown {
  if (!isPairLike(item)) return undefined;
  return isScalar(item.key) ? item.key.value : undefined;
}

/**
 * What a number would not give back as it was written stays text: 012345678901 is an account, beyond fifteen digits the
 * last ones would be lost, and 12e4 is an identifier (YAML 1.1, which the public rules are written in, asks for a dot).
 */
const asWritten = (tags: Tags): Tags =>
  tags.map((tag) => {
    if (!isPlainNumber(tag)) return tag;
    if (tag.format === 'EXP') return { ...tag, test: /^[-+]?[0-9]+\.[0-9]*[eE][-+]?[0-9]+$/ };
    return isDecimal(tag) ? { ...tag, test: /^[-+]?(?:0|[1-9][0-9]{0,14})$/ } : tag;
  });

const isPlainNumber = (tag: Tags[number]): tag is ScalarTag => typeof tag === 'object' && 'test' in tag;

const isDecimal = (tag: ScalarTag): boolean => tag.tag === 'tag:yaml.org,2002:int' && !('format' in tag);

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/[.:]$/, '');
