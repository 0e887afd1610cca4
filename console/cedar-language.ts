import { HighlightStyle, StreamLanguage, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** What a piece of text is, by how it begins: the first that fits. */
const pieces: readonly (readonly [RegExp, string])[] = [
  [/^\/\/.*/, 'comment'],
  [/^"(?:[^"\\]|\\.)*"?/, 'string'],
  [/^\d+/, 'number'],
  [/^@\w+/, 'meta'],
  [/^(?:permit|forbid|when|unless|if|then|else|in|is|has|like)\b/, 'keyword'],
  [/^(?:true|false)\b/, 'atom'],
  [/^(?:principal|action|resource|context|\?principal|\?resource)\b/, 'variableName'],
  [/^[A-Z]\w*/, 'typeName'],
];

/** The words of Cedar, for colours and completion. Source: docs.cedarpolicy.com, "Grammar". */
export const cedarWords =
  'permit forbid when unless if then else in is has like principal action resource context'.split(' ');

/** Cedar as far as colours need it: texts, comments, numbers, words; what it means is judged by the server. */
export const cedar = StreamLanguage.define({
  name: 'cedar',
  token(stream: StringStream) {
    if (stream.eatSpace()) return null;
    const found = pieces.find(([begin]) => stream.match(begin));
    if (found !== undefined) return found[1];
    if (!stream.match(/^\w+/)) stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//' } },
});

/** Colours that stay readable in both themes: those of the page. */
export const cedarColours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--yagura-quiet)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--yagura-link)' },
  { tag: [tags.number, tags.atom], color: 'var(--yagura-accent)' },
  { tag: tags.keyword, fontWeight: 'bold' },
  { tag: tags.variableName, color: 'var(--yagura-failed)' },
  { tag: tags.meta, color: 'var(--yagura-quiet)' },
]);
