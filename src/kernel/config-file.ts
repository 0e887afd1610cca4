import { readFileSync } from 'node:fs';
import { LineCounter, parse, parseDocument, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { Fault, textOf } from './fault.ts';
import { issuesText } from './issues.ts';
import type { Text } from './text.ts';
import { aliasText, yamlText } from './yaml-words.ts';

/** What a configuration file says; nothing where none is named. Throws `BadConfig` with the file, the line and the remedy. */
export function readConfigFile(file: string | undefined): Record<string, unknown> {
  if (file === undefined || file === '') return {}; // as the shell and Compose hand on what nobody set
  const { data, error } = z.record(z.string(), z.unknown()).safeParse(written(file) ?? {});
  if (data !== undefined) return data;
  const { en, ja } = issuesText(error, { whole: { en: file, ja: file } });
  throw new Fault('BadConfig', {
    en: `${en}. Write YAML as docs/configuration.md shows.`,
    ja: `${ja}。docs/configuration.md のとおりに YAML で書いてください。`,
  });
}

/** The line, counted from 1, on which a file that can be read speaks of a setting; undefined where it does not. */
export function lineIn(file: string, path: readonly PropertyKey[]): number | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(utf8(readFileSync(file)), { lineCounter });
  const node: unknown = document.getIn(path, true);
  const { success, data } = Placed.safeParse(node);
  return success ? lineCounter.linePos(data.range[0]).line : undefined;
}

/** A node of YAML that stands somewhere: where it begins comes first. */
const Placed = z.object({ range: z.tuple([z.number()]).rest(z.number()) });

function written(file: string): unknown {
  try {
    return parse(utf8(readFileSync(file)));
  } catch (error) {
    const { en, ja } = whyUnread(error);
    throw new Fault(
      'BadConfig',
      {
        en: `The configuration file ${file} cannot be used: ${en}. Check YAGURA_CONFIG, and write YAML as docs/configuration.md shows.`,
        ja: `設定ファイル ${file} が使えません（${ja}）。YAGURA_CONFIG を確認し、docs/configuration.md のとおりに YAML で書いてください。`,
      },
      { cause: error },
    );
  }
}

/** Throws `BadConfig` for bytes that are no UTF-8; those of UTF-16 without a mark are, but hold zeros. */
function utf8(bytes: Buffer): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const text = decoder.decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Where it stands is told below.
  }
  const line = linesOf(bytes).findIndex((one) => one.includes(0) || one.toString('utf8').includes('\uFFFD')) + 1;
  throw new Fault('BadConfig', {
    en: `line ${line}: it is written in something else than UTF-8, such as UTF-16 or Shift_JIS; save it as UTF-8`,
    ja: `${line} 行: 文字コードが UTF-8 ではありません（UTF-16 や Shift_JIS など）。UTF-8 で保存し直してください`,
  });
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0, end = 0; end >= 0; from = end + 1) {
    end = bytes.indexOf(0x0a, from);
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end));
  }
  return lines;
}

function whyUnread(error: unknown): Text {
  if (!(error instanceof YAMLParseError)) return aliasText(error) ?? textOf(error);
  const { en, ja } = yamlText(error);
  const at = error.linePos?.[0];
  if (at === undefined) return { en, ja };
  return {
    en: `line ${at.line}, column ${at.col}: ${en.replace(/ at line \d.*$/, '')}`,
    ja: `${at.line} 行 ${at.col} 列: ${ja}`,
  };
}
