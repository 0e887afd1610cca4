import type { Claim } from '#findings';
import { contentFolder, yamlFiles } from '#kernel';
import { madeClaim } from '../findings/made-claim.contract.ts';
import { openBook } from './book.ts';
import type { Deed } from './deed.ts';

/** Yagura's own rules. */
export const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });

/** The rule for sequences of one kind. */
export function sequenceRule(about: string) {
  const rule = book.sequences.find(({ sequence }) => sequence === about);
  if (rule === undefined) throw new Error(`There is no rule of sequences about ${about}.`);
  return rule;
}

export const rin = 'arn:aws:iam::111122223333:user/rin';

const hour = 3_600_000;
/** Midnight, from which tests count. */
export const start = Date.parse('2026-11-24T00:00:00Z');

/** A deed so many hours after the beginning. */
export function deed(at: number, rule: string, said: Partial<Claim> = {}, actor = rin): Deed {
  const { event, ...claim } = madeClaim(start + at * hour, {
    rule,
    title: { en: `Rule ${rule}`, ja: `ルール ${rule}` },
    principal: actor,
  });
  return { claim: { ...claim, event: { ...event, id: `${rule}-${at}` }, ...said }, actor };
}
