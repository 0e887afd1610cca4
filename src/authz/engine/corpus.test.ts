import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJsonText } from './json-text.ts';
import { openPolicies } from './open-policies.ts';
import { verdictOf } from './oracle.contract.ts';
import type { EntityJson } from './read-entities.ts';

const archive = '../shared/data/cedar/corpus_dev.tar.gz';
const present = existsSync(archive);

const uid = z.object({ type: z.string(), id: z.string() });
const Case = z.object({
  requests: z.array(
    z.object({
      principal: uid,
      action: uid,
      resource: uid,
      context: z.record(z.string(), z.unknown()),
      decision: z.enum(['allow', 'deny']),
      reason: z.array(z.string()),
      errors: z.array(z.string()),
    }),
  ),
});

describe.skipIf(!present)(`Cedar's corpus (skipped without ${archive})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-corpus-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  if (present) execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  const read = (name: string, ending: string): string => readFileSync(join(folder, name + ending), 'utf8');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.cedar'))
    .map((file) => file.slice(0, -'.cedar'.length));

  it('is decided in every case as it says, with the index and without', () => {
    let asked = 0;
    for (const name of names) {
      const set = openPolicies({ policies: read(name, '.cedar'), schema: read(name, '.cedarschema') });
      const entities = set.load(entitiesOf(parseJsonText(read(name, '.entities.json'))));
      for (const request of Case.parse(parseJsonText(read(name, '.json'))).requests) {
        const { decision, reason, errors } = request;
        const expected = { decision, determining: reason.toSorted(), errors: errors.toSorted() };
        expect(verdictOf(set.decide({ ...request, entities })), name).toEqual(expected);
        expect(verdictOf(set.decideByScan({ ...request, entities })), name).toEqual(expected);
        asked += 1;
      }
    }
    expect(names.length).toBeGreaterThan(1_000);
    expect(asked).toBeGreaterThan(10_000);
  });
});

const Entity = z.custom<EntityJson>((json) => typeof json === 'object' && json !== null && 'uid' in json);
const entitiesOf = (json: unknown): EntityJson[] => z.array(Entity).parse(json);
