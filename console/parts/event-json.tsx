import { findingWords } from '../i18n/finding.ts';
import { useSpeech } from '../i18n/language.tsx';
import { visible } from '../visible.ts';

/** One line of a pretty-printed event; `marked` when it holds a field that made the rule match. */
interface Line {
  readonly depth: number;
  readonly text: string;
  readonly marked: boolean;
}

/** An event as its log wrote it, with the fields that made the rule match marked. */
export function EventJson({
  event,
  matched,
}: {
  event: Readonly<Record<string, unknown>>;
  matched: readonly string[];
}) {
  const { say } = useSpeech();
  const lines = linesOf(event, new Set(matched));
  return (
    <pre className="event" tabIndex={0} aria-label={say(findingWords.eventText)}>
      {lines.map((line, index) =>
        // A printed event never changes its order, so the place of a line is its name.
        line.marked ? <Marked key={index} line={line} /> : `${indent(line)}${visible(line.text)}\n`,
      )}
    </pre>
  );
}

const indent = ({ depth }: Line): string => '  '.repeat(depth);

function Marked({ line }: { line: Line }) {
  return (
    <>
      {indent(line)}
      <mark>{visible(line.text)}</mark>
      {'\n'}
    </>
  );
}

/** The lines of a JSON value; a path in `matched` is written as Sigma writes it: `userIdentity.type`. */
export function linesOf(event: Readonly<Record<string, unknown>>, matched: ReadonlySet<string>): Line[] {
  return write({ value: event, name: undefined, path: '', depth: 0, last: true }, matched);
}

interface Entry {
  readonly value: unknown;
  readonly name: string | undefined;
  readonly path: string;
  readonly depth: number;
  readonly last: boolean;
}

function write(entry: Entry, matched: ReadonlySet<string>): Line[] {
  const { value, name, depth, path } = entry;
  const marked = path !== '' && matched.has(path);
  const label = name === undefined ? '' : `${JSON.stringify(name)}: `;
  const comma = entry.last ? '' : ',';
  const children = childrenOf(entry);
  if (children.length === 0) return [{ depth, marked, text: `${label}${JSON.stringify(value) ?? 'null'}${comma}` }];
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return [
    { depth, marked, text: `${label}${open}` },
    ...children.flatMap((child) => write(child, matched)),
    { depth, marked: false, text: `${close}${comma}` },
  ];
}

/** What an object or list holds. Elements of a list share the path of the list, as rules see them. */
function childrenOf({ value, path, depth }: Entry): Entry[] {
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  const inner: [string, unknown][] = Object.entries(value);
  return inner.map(([key, child], index) => ({
    value: child,
    name: isList ? undefined : key,
    path: isList ? path : path === '' ? key : `${path}.${key}`,
    depth: depth + 1,
    last: index === inner.length - 1,
  }));
}
