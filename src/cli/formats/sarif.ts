import type { Level } from '#attack';
import type { Found } from '#detect';
import type { Language } from '#kernel';
import { visibleLines } from '../visible.ts';
import type { Printing } from './index.ts';

const levelOf: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  informational: 'note',
};

/**
 * SARIF 2.1.0, as code hosts and CI systems read it: one rule a finding type, one result a finding. They want a line to
 * point at: `startLine` is the record's number in its file, which is the line where each record has one, and the message
 * of the place says that it is a record.
 */
export function printSarif(found: readonly Found[], printing: Printing): Promise<void> {
  const { library, terminal, version, language, whole } = printing;
  const byRule = new Map(found.map((one) => [one.finding.rule, one]));
  const rules = [...byRule].map(([id, one]) => ruleOf(one, library.book.claimed(id), language));
  const run = {
    tool: { driver: { name: 'Yagura', version, rules } },
    language: language === 'ja' ? 'ja-JP' : 'en-US',
    invocations: [{ executionSuccessful: whole }],
    results: found.map((one) => resultOf(one, language)),
  };
  const sarif = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  terminal.out(visibleLines(JSON.stringify(sarif, undefined, 2)));
  return Promise.resolve();
}

const resultOf = ({ finding, occurrences }: Found, language: Language) => ({
  ruleId: finding.rule,
  level: levelOf[finding.severity],
  message: { text: `${finding.title[language]}: ${finding.principal || finding.account} (${finding.count})` },
  fingerprints: { 'yagura/finding': finding.id },
  locations: occurrences.slice(0, 10).map((occurrence) => placeOf(occurrence, language)),
  properties: {
    account: finding.account,
    region: finding.region,
    firstSeen: finding.firstSeen,
    lastSeen: finding.lastSeen,
  },
});

function placeOf({ file, position, eventId }: Found['occurrences'][number], language: Language) {
  const record = { en: `Record ${position}, event ${eventId}`, ja: `${position} 番目のレコード、イベント ${eventId}` };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: Math.max(1, position) } },
    message: { text: record[language] },
  };
}

/** A path or s3:// address as a URI: an absolute path gets its scheme, as SARIF asks, and none is taken for a scheme. */
function uriOf(file: string): string {
  const uri = encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F');
  if (uri.startsWith('/')) return `file://${uri}`;
  return uri.startsWith('s3://') ? uri : uri.replace(/^([^/]*):/, '$1%3A');
}

type Claimed = ReturnType<Printing['library']['book']['claimed']>;

function ruleOf({ finding }: Found, claimed: Claimed, language: Language) {
  return {
    id: finding.rule,
    name: finding.type,
    shortDescription: { text: finding.title[language] },
    fullDescription: { text: claimed?.guide?.explain[language].why ?? finding.title[language] },
    defaultConfiguration: { level: levelOf[finding.severity] },
    properties: { tags: [...new Set([...finding.techniques, ...finding.tactics])] },
  };
}
