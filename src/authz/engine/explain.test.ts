import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { fuzzRuns } from './fuzz-runs.contract.ts';
import { openPolicies } from './open-policies.ts';
import { parseSchema } from './parse-schema.ts';
import { cases, schema } from './random-cedar.contract.ts';

const parsed = parseSchema(schema);

const policies = `
@id("own") permit(principal, action, resource is Photo) when { resource.owner == principal };
@id("friends") @advice("Ask the owner to add you to friends.")
permit(principal in Group::"friends", action == Action::"view", resource) when { context.signedIn && !(resource.private || context.late) };
@id("night") forbid(principal, action, resource) unless { context has hour && context.hour < 22 };
@id("broken") permit(principal, action, resource) when { principal.profile.level > 3 };
`;
const set = openPolicies({ policies });
const user = (id: string) => ({ type: 'User', id });
const photo = { type: 'Photo', id: 'beach' };
const entities = set.load([
  { uid: user('alice'), attrs: {}, parents: [] },
  { uid: user('bob'), attrs: { profile: {} }, parents: [{ type: 'Group', id: 'friends' }] },
  { uid: photo, attrs: { owner: { __entity: user('alice') }, private: true }, parents: [] },
]);
const ask = (who: string, context: Record<string, unknown>) =>
  explain(set, { principal: user(who), action: { type: 'Action', id: 'view' }, resource: photo, context, entities });

describe('The explanation of a decision', () => {
  it('names the policy that decided, with what its clauses read', () => {
    const { reason, policies: found } = ask('alice', { hour: 9 });
    expect(reason).toBe('permitted');
    expect(found[0]).toMatchObject({
      policy: { id: 'own' },
      role: 'decided',
      clauses: [
        { part: 'resource', state: 'holds' },
        {
          part: 'when',
          text: 'resource.owner == principal',
          state: 'holds',
          grounds: [{ readings: [{ text: 'resource.owner', value: 'User::"alice"' }, { value: 'User::"alice"' }] }],
        },
      ],
    });
    expect(found.find(({ role }) => role === 'erred')).toMatchObject({
      policy: { id: 'broken' },
      clauses: [{ state: 'errs', grounds: [{ missing: { path: 'principal.profile', owner: 'User::"alice"' } }] }],
    });
    expect(found.find(({ policy }) => policy.id === 'night')).toMatchObject({
      role: 'near',
      clauses: [
        {
          part: 'unless',
          text: 'context has hour && context.hour < 22',
          state: 'fails',
          grounds: [{ text: 'context has hour' }, { readings: [{ text: 'context.hour', value: '9' }] }],
        },
      ],
    });
  });

  it('tells what is forbidden from what is merely not permitted', () => {
    const forbidden = ask('alice', {});
    expect(forbidden.reason).toBe('forbidden');
    expect(forbidden.policies.map(({ policy, role }) => `${policy.id} ${role}`)).toEqual([
      'night decided',
      'own outweighed',
      'broken erred',
      'friends near',
    ]);
    expect(forbidden.policies[0]?.clauses[0]?.grounds[0]?.missing).toEqual({
      kind: 'attribute',
      path: 'context.hour',
      owner: '',
    });
    expect(ask('bob', { hour: 9, signedIn: true, late: false }).reason).toBe('unpermitted');
  });

  it('puts the nearest permit first, with the very clause that failed', () => {
    const { policies: found } = ask('bob', { hour: 9, signedIn: true, late: false });
    const [nearest, next] = found.filter(({ role }) => role === 'near');
    expect(nearest).toMatchObject({
      policy: { id: 'own' },
      clauses: [{ state: 'holds' }, { text: 'resource.owner == principal', state: 'fails' }],
    });
    expect(next).toMatchObject({
      policy: { id: 'friends', annotations: { advice: 'Ask the owner to add you to friends.' } },
      clauses: [
        { part: 'principal', state: 'holds' },
        { part: 'action', state: 'holds' },
        { text: 'context.signedIn', state: 'holds' },
        { text: '!resource.private', state: 'fails', grounds: [{ text: 'resource.private', outcome: true }] },
        { text: '!context.late', state: 'unreached', grounds: [] },
      ],
    });
  });

  it('says of what nothing is known', () => {
    const { policies: found } = ask('carol', { hour: 9, signedIn: true, late: false });
    const friends = found.find(({ policy }) => policy.id === 'friends');
    expect(friends?.clauses[0]?.grounds[0]?.missing).toMatchObject({ kind: 'entity', owner: 'User::"carol"' });
  });

  it('agrees with the decision in every random case', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const random = openPolicies({ ...one, ...(one.schema === undefined ? {} : { schema: parsed }) });
        const known = random.load(one.entities);
        for (const request of one.requests) {
          const { decision, policies: found } = explain(random, { ...request, entities: known });
          const ids = (role: string): string[] =>
            found.flatMap(({ policy, role: own }) => (own === role ? [policy.id] : [])).toSorted();
          expect(ids('decided')).toEqual(decision.determining.toSorted());
          expect(ids('erred')).toEqual(decision.errors.map(({ policy }) => policy).toSorted());
        }
      }),
      fuzzRuns(1 / 6),
    );
  });
});
