import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { contentFolder, yamlFiles } from '#kernel';

const Source = z.looseObject({
  service: z.string().optional(),
  category: z.string().optional(),
  product: z.string().optional(),
});

/** As much of a rule's document as the page tells; a document without a finding only feeds a window. */
const Document = z.looseObject({
  level: z.string().default('medium'),
  tags: z.array(z.string()).default([]),
  logsource: Source.optional(),
  correlation: z.looseObject({ type: z.string(), timespan: z.string().optional() }).optional(),
  window: z.looseObject({ reads: z.string().optional(), span: z.string().optional() }).optional(),
  baseline: z.unknown().optional(),
  sequence: z.unknown().optional(),
  finding: z.string().optional(),
  name: z.looseObject({ en: z.string() }).optional().catch(undefined),
  gaps: z.looseObject({ en: z.string() }).optional(),
});
type Document = z.infer<typeof Document>;

interface Detection {
  readonly finding: string;
  readonly cells: readonly string[];
}

/** docs/detections.md as it should be: every detection of content/rules in one table, by the type of its finding. */
export async function detectionsPage(): Promise<string> {
  const files = await yamlFiles(join(contentFolder, 'rules'));
  const detections = files
    .flatMap(({ text }) => detectionsOf(documentsOf(text)))
    .toSorted((a, b) => compare(a.finding, b.finding) || compare(a.cells.join(), b.cells.join()));
  return [
    '# Detections',
    '',
    `Written by \`npm run reference\` from content/rules: ${detections.length} detections. Levels mean what docs/decisions/0016-levels.md says; \`yagura rules explain TYPE\` tells more of each.`,
    '',
    row(['Type', 'What it says', 'Level', 'Log', 'Method', 'ATT&CK', 'What it cannot see']),
    row(['---', '---', '---', '---', '---', '---', '---']),
    ...detections.map(({ cells }) => row(cells)),
    '',
  ].join('\n');
}

const documentsOf = (text: string): Document[] =>
  parseAllDocuments(text).flatMap((document) => Document.safeParse(document.toJS()).data ?? []);

/** A window or correlation speaks of the log that the documents beside it read. */
function detectionsOf(documents: readonly Document[]): Detection[] {
  const log = documents.find(({ logsource }) => logsource !== undefined)?.logsource;
  return documents.flatMap((document) => {
    const { finding } = document;
    return finding === undefined ? [] : [{ finding, cells: cellsOf(finding, document, log) }];
  });
}

function cellsOf(finding: string, document: Document, log: z.infer<typeof Source> | undefined): string[] {
  const source = document.logsource ?? log;
  return [
    `\`${finding}\``,
    document.name?.en ?? '',
    document.level,
    document.window?.reads ?? source?.service ?? source?.category ?? source?.product ?? '',
    methodOf(document),
    document.tags
      .filter((tag) => /^attack\.t\d/.test(tag))
      .map((tag) => tag.slice('attack.'.length).toUpperCase())
      .join(' '),
    document.gaps?.en ?? '',
  ];
}

function methodOf({ correlation, window, baseline, sequence }: Document): string {
  if (sequence !== undefined) return 'sequence of a day';
  if (baseline !== undefined) return 'baseline';
  const span = correlation?.timespan ?? window?.span;
  if (correlation === undefined && window === undefined) return 'one event';
  return span === undefined ? 'window' : `window of ${span}`;
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
