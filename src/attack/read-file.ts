import { LineCounter, parseDocument, type Document } from 'yaml';
import type { TextFile } from '#kernel';
import { KnowledgeFile } from './entries.ts';

/** What is wrong in a knowledge file, where (line from 1), and how to mend it. */
export interface KnowledgeProblem {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
  readonly remedy: string;
}

/** A knowledge file as its parts, and a way from a path inside it to its line. */
export interface ReadFile {
  readonly file: string;
  readonly entries: KnowledgeFile;
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads one file: its entries, or every problem that keeps them from being read. */
export function readKnowledgeFile({ file, text }: TextFile): ReadFile | KnowledgeProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2' });
  if (document.errors.length > 0) return document.errors.map((error) => notYaml(file, error));
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path);
  const parsed = KnowledgeFile.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (parsed.success) return { file, entries: parsed.data, lineOf };
  return parsed.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    sentence: `${issue.path.map(String).join('.') || 'The file'} is not as it should be: ${issue.message}`,
    remedy: 'Compare with a neighbouring entry; every text needs both `en` and `ja`.',
  }));
}

function notYaml(
  file: string,
  error: { message: string; linePos?: readonly [{ line: number }, ...unknown[]] | undefined },
): KnowledgeProblem {
  return {
    file,
    line: error.linePos?.[0].line ?? 1,
    sentence: `The file is not YAML: ${error.message.split('\n')[0]}`,
    remedy: 'Check the indentation and quote texts that contain ": " or begin with a sign.',
  };
}

/** The line of the deepest node on `path` that exists: a missing key is reported at its parent. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const range = hasRange(node) ? node.range : undefined;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

function hasRange(node: unknown): node is { range: readonly number[] & { 0: number } } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
