import type { Level } from '#attack';
import type { Found } from '#detect';
import { visibleLines } from '../visible.ts';
import type { Printing } from './index.ts';

const levelOf: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  informational: 'note',
};

/** SARIF 2.1.0, as code hosts and CI systems read it: one rule a finding type, one result a finding. */
export function printSarif(found: readonly Found[], { library, terminal, version, language }: Printing): Promise<void> {
  const byRule = new Map(found.map((one) => [one.finding.rule, one]));
  const rules = [...byRule].map(([id, one]) => ruleOf(one, library.book.claimed(id)));
  const run = {
    tool: { driver: { name: 'Yagura', version, rules } },
    results: found.map(({ finding, occurrences }) => ({
      ruleId: finding.rule,
      level: levelOf[finding.severity],
      message: { text: `${finding.title[language]}: ${finding.principal || finding.account} (${finding.count})` },
      fingerprints: { 'yagura/finding': finding.id },
      locations: occurrences.slice(0, 10).map(({ file, position }) => ({
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: Math.max(1, position) } },
      })),
      properties: {
        account: finding.account,
        region: finding.region,
        firstSeen: finding.firstSeen,
        lastSeen: finding.lastSeen,
      },
    })),
  };
  terminal.out(
    visibleLines(
      JSON.stringify(
        { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
        undefined,
        2,
      ),
    ),
  );
  return Promise.resolve();
}

/** A path or s3:// address as a URI; an absolute path gets its scheme, as SARIF asks. */
function uriOf(file: string): string {
  const uri = encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F');
  return uri.startsWith('/') ? `file://${uri}` : uri;
}

type Claimed = ReturnType<Printing['library']['book']['claimed']>;

function ruleOf({ finding }: Found, claimed: Claimed) {
  return {
    id: finding.rule,
    name: finding.type,
    shortDescription: { text: finding.title.en },
    fullDescription: { text: claimed?.guide?.explain.en.why ?? finding.title.en },
    defaultConfiguration: { level: levelOf[finding.severity] },
    properties: { tags: [...finding.techniques, ...finding.tactics] },
  };
}
