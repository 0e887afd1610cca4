import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { yamlFiles } from '#kernel';
import { parseRules, type ParsedRules } from './parse-rules.ts';
import { ruleSet } from './rule-set.ts';

const data = '../shared/data';
const present =
  existsSync(join(data, 'sigma')) && existsSync(join(data, 'cloudtrail')) && existsSync(join(data, 'dns'));

const Fields = z.record(z.string(), z.unknown());

const linesOf = (file: string): string[] =>
  gunzipSync(readFileSync(file))
    .toString()
    .split('\n')
    .filter((line) => line !== '');

let read: ParsedRules | undefined;
const publicRules = async (): Promise<ParsedRules> => (read ??= parseRules(await yamlFiles(join(data, 'sigma'))));

describe.skipIf(!present)('public rules (skipped without ../shared/data)', () => {
  it('are all in force, but for one that needs values that only its user knows', async () => {
    const { rules, correlations, problems } = await publicRules();
    // 805 documents with a detection: one is a copy of another, one needs placeholders
    expect([rules.length, correlations.length]).toEqual([803, 5]);
    expect(problems.map(({ file, line, sentence }) => [file.split('/').at(-1), line, sentence])).toEqual([
      [
        'aws_cloudtrail_console_login_success_from_susp_locations.yml',
        25,
        'The rule needs values for %Legitimate_Countries%, and none are given.',
      ],
    ]);
  });

  it('that one too, once it has them', async () => {
    const files = (await yamlFiles(join(data, 'sigma'))).filter(({ file }) => file.includes('susp_locations'));
    const { rules, problems } = parseRules(files, {
      Legitimate_Countries: ['JP'],
      Legitimate_IP_Ranges: ['192.0.2.*'],
    });
    expect([rules.length, problems]).toEqual([1, []]);
  });

  it('are found by the index as by asking every one, on real CloudTrail events', async () => {
    const { rules } = await publicRules();
    const set = ruleSet(rules, [
      { name: 'cloudtrail', logsources: [{ product: 'aws', service: 'cloudtrail' }], aliases: {} },
    ]);
    const events = readdirSync(join(data, 'cloudtrail'))
      .flatMap((name) => linesOf(join(data, 'cloudtrail', name)))
      .map((line) => z.object({ event: Fields }).parse(JSON.parse(line)).event);
    let matches = 0;
    for (const event of events) {
      const all = set.fullScan('cloudtrail', event);
      expect(set.match('cloudtrail', event)).toEqual(all);
      if (all.length > 0) expect(set.wants('cloudtrail', JSON.stringify(event))).toBe(true);
      matches += all.length;
    }
    expect(matches).toBe(2417);
  });

  it('of DNS find by the names that the resolver gives its fields', async () => {
    const { rules } = await publicRules();
    const set = ruleSet(rules, [
      {
        name: 'resolver',
        logsources: [{ category: 'dns' }],
        aliases: { query: 'query_name', record_type: 'query_type', answer: 'answers.Rdata' },
      },
    ]);
    const lines = linesOf(join(data, 'dns', 'wrccdc.route53resolver.jsonl.gz')).filter((_, place) => place % 5 === 0);
    let skipped = 0;
    for (const line of lines) {
      const fields = Fields.parse(JSON.parse(line));
      const all = set.fullScan('resolver', fields);
      expect(set.match('resolver', fields)).toEqual(all);
      const wanted = set.wants('resolver', line);
      if (all.length > 0) expect(wanted).toBe(true);
      if (!wanted) skipped++;
    }
    expect(skipped).toBeGreaterThan(lines.length * 0.9);
    expect(set.match('resolver', { query_name: 'x.burpcollaborator.net' }).map(({ title }) => title)).toHaveLength(1);
  });
});
