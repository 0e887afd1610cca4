import type { Alert, Claim } from '#findings';
import type { RuleBook } from './book.ts';
import { isGrave, isOfBucket, isSign, type Deed } from './deed.ts';
import { storyOf } from './sequence-story.ts';
import { sequencesIn, type Sequence } from './sequences.ts';
import type { SequenceRule } from './sequence-rule.ts';

/** Of each kind of deed so many events are shown: a thousand downloads tell nothing more. */
const mostOfKind = 10;

/** What a rule over sequences finds among deeds. */
export function sequenceAlerts(rule: SequenceRule, deeds: readonly Deed[], book: RuleBook): Alert[] {
  const claimed = book.claimed(rule.id);
  if (claimed === undefined) return [];
  const { id, type, title, severity } = claimed;
  return sequencesIn(deeds, rule).flatMap((sequence): Alert[] => {
    const shown = fewOfEach(sequence.deeds);
    const about = {
      ...whereOf(sequence, rule),
      tactics: [...new Set(sequence.deeds.flatMap(({ claim }) => claim.tactics.slice(0, 1)))],
      techniques: [...new Set(sequence.deeds.flatMap(({ claim }) => claim.techniques))],
    };
    const claims = unique(shown.map(({ claim }) => ({ ...claim, rule: id, type, title, severity, ...about })));
    const { time, until } = sequence;
    return [{ time, until, measured: storyOf(sequence), interface: '', claims }];
  });
}

function fewOfEach(deeds: readonly Deed[]): Deed[] {
  const counts = new Map<string, number>();
  return deeds.filter(({ claim: { rule } }) => {
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return (counts.get(rule) ?? 0) <= mostOfKind;
  });
}

/** An event that several findings speak of is one step. */
const unique = (claims: readonly Claim[]): Claim[] => [
  ...new Map(claims.map((claim) => [claim.event.id, claim])).values(),
];

/** Whose sequence it is, and where its worst deed was done; it may cross accounts and Regions. */
function whereOf({ actor, deeds }: Sequence, { sequence }: SequenceRule) {
  const own = sequence === 'data' ? deeds.filter(isOfBucket) : deeds;
  const worst = own.find(isGrave) ?? own.find(isSign) ?? own[0];
  const [first] = deeds;
  return {
    subject: actor,
    principal: first === undefined ? actor : first.claim.principal,
    account: worst === undefined ? '' : worst.claim.account,
    region: '',
    resource: resourceOf(sequence === 'data' ? own : [worst ?? first]),
  };
}

const resourceOf = (deeds: readonly (Deed | undefined)[]): string =>
  deeds.map((deed) => deed?.claim.resource ?? '').find((name) => name !== '') ?? '';
