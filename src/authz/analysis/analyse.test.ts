import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import { EvaluationError } from '../engine/evaluation-error.ts';
import { fuzzRuns } from '../engine/fuzz-runs.contract.ts';
import { openPolicies } from '../engine/open-policies.ts';
import { parseSchema } from '../engine/parse-schema.ts';
import type { Policy } from '../engine/policy.ts';
import type { CedarRequest } from '../engine/request.ts';
import { conditionOf } from '../questions/policy-condition.ts';
import { analyse } from './analyse.ts';

const schema = parseSchema(`
  entity Team in [Team];
  entity User in [Team] { n?: Long, s?: String, b?: Bool, boss?: User };
  entity Doc in [Team] { n?: Long, owner?: User, labels?: Set<String> };
  action "all"; action "read", "write" in ["all"] appliesTo { principal: [User], resource: [Doc, User], context: { n?: Long, b?: Bool } };
`);

const clauses = `
  principal.n < 3|principal.n < 5|principal.n > 2|principal.n >= 3|principal.n == 3|principal.n != 3|3 < principal.n|principal.n <= -1
  principal has n|principal has b|!(principal has n)|principal.b|principal.b == false|context.b|context.n == 3|context has n
  principal == User::"0"|principal in Team::"0"|principal in [Team::"0", Team::"1"]|principal in [User::"0", Team::"1"]|resource is Doc|resource is User
  principal is User in Team::"0"|resource.owner == principal|principal == resource.owner|resource.owner == User::"0"|resource.owner.n < 3
  action == Action::"read"|action in Action::"all"|action in [Action::"read", Action::"write"]|action == Action::"write"|action != Action::"read"
  principal.s like "a*"|principal.s == "ab"|["ab", "b"].contains(principal.s)|resource.labels.contains("a")|resource.labels.isEmpty()|[3, 4].contains(principal.n)
  principal.boss.n < 3|principal has boss|true|false|principal.s|principal.n + 1 < 4`
  .trim()
  .split(/\||\n\s*/);

const { condition } = fc.letrec<{ condition: string }>((tie) => {
  const inner = tie('condition');
  return {
    condition: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      fc.constantFrom(...clauses),
      fc
        .tuple(inner, fc.constantFrom('&&', '||'), inner)
        .map(([one, operator, other]) => `((${one}) ${operator} (${other}))`),
      inner.map((one) => `!(${one})`),
      fc.tuple(inner, inner, inner).map(([test, yes, no]) => `(if (${test}) then (${yes}) else (${no}))`),
    ),
  };
});
const policy = fc
  .record({
    effect: fc.constantFrom('permit', 'permit', 'forbid'),
    principal: fc.constantFrom('', '', ' == User::"0"', ' in Team::"0"', ' is User', ' is User in Team::"0"'),
    action: fc.constantFrom('', '', ' == Action::"read"', ' in Action::"all"', ' in [Action::"read", Action::"write"]'),
    resource: fc.constantFrom('', '', ' is Doc', ' == Doc::"0"'),
    bodies: fc.array(condition, { maxLength: 2 }),
  })
  .map((one) => {
    const bodies = one.bodies.map((body, place) => ` ${place === 0 ? 'when' : 'unless'} { ${body} }`).join('');
    return `${one.effect}(principal${one.principal}, action${one.action}, resource${one.resource})${bodies};`;
  });

/** Now and then the first one stands there twice, with its comparisons turned. */
const somePolicies = fc
  .tuple(fc.array(policy, { minLength: 2, maxLength: 6 }), fc.boolean())
  .map(([texts, twice]) =>
    twice ? [...texts, (texts[0] ?? '').replaceAll('principal.n < 3', '3 > principal.n')] : texts,
  );

const uid = (type: string) => fc.constantFrom('0', '1', '2').map((id) => ({ type, id }));
const given = { requiredKeys: [] };
const long = fc.constantFrom(-1, 2, 3, 4, 5);
const world = fc.record({
  users: fc.array(
    fc.record({
      uid: uid('User'),
      attrs: fc.record({ n: long, s: fc.constantFrom('a', 'ab', 'b'), b: fc.boolean(), boss: uid('User') }, given),
      parents: fc.array(uid('Team'), { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
  docs: fc.array(
    fc.record({
      uid: uid('Doc'),
      attrs: fc.record({ n: long, owner: uid('User'), labels: fc.subarray(['a', 'b']) }, given),
      parents: fc.array(uid('Team'), { maxLength: 1 }),
    }),
    { maxLength: 2 },
  ),
  nested: fc.boolean(),
  requests: fc.array(
    fc.record({
      principal: uid('User'),
      action: fc.constantFrom('read', 'write').map((id) => ({ type: 'Action', id })),
      resource: fc.oneof(uid('Doc'), uid('User')),
      context: fc.record({ n: long, b: fc.boolean() }, given),
    }),
    { minLength: 12, maxLength: 20 },
  ),
});

function isFulfilled(one: Policy | undefined, request: CedarRequest): boolean {
  if (one === undefined) throw new Error('the remark names a policy that is not there');
  try {
    return compile(conditionOf(one))(request) === true;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}

describe('The analysis', () => {
  it('says of policies only what no request and no entities disprove', { timeout: 0 }, () => {
    const told = { never: 0, duplicate: 0, shadowed: 0, overruled: 0 };
    fc.assert(
      fc.property(somePolicies, world, fc.boolean(), (texts, made, typed) => {
        const set = openPolicies({ policies: texts.join('\n'), ...(typed ? { schema } : {}) });
        const remarks = analyse(set);
        if (remarks.length === 0) return;
        const { requestOf } = boundTo(openPolicies({ policies: texts.join('\n'), schema }));
        const team = (id: string, parents: string[]) => ({
          uid: { type: 'Team', id },
          attrs: {},
          parents: parents.map((one) => ({ type: 'Team', id: one })),
        });
        const teams = [team('0', []), team('1', made.nested ? ['0'] : []), team('2', made.nested ? ['1'] : [])];
        const asked = made.requests.map((request) =>
          requestOf({ ...request, entities: [...made.users, ...made.docs, ...teams] }),
        );
        const named = new Map(set.policies.map((one) => [one.id, one]));
        for (const { kind, policy: id, other } of remarks) {
          told[kind] += 1;
          for (const request of asked) {
            const fulfilled = isFulfilled(named.get(id), request);
            if (kind === 'never') expect(fulfilled).toBe(false);
            else if (kind === 'duplicate') expect(isFulfilled(named.get(other ?? ''), request)).toBe(fulfilled);
            else if (fulfilled) expect(isFulfilled(named.get(other ?? ''), request)).toBe(true);
          }
        }
      }),
      fuzzRuns(1 / 2),
    );
    for (const count of Object.values(told)) expect(count).toBeGreaterThan(5);
  });

  it.each([
    ['never', 'permit(principal, action, resource) when { principal.n < 3 && principal.n > 5 };', ''],
    ['never', 'permit(principal is User, action, resource) when { principal in Team::"x" && principal is Team };', ''],
    ['never', 'permit(principal, action, resource) when { !(principal has n) && principal.n == 1 };', ''],
    ['never', 'permit(principal, action in [], resource);', ''],
    [
      'duplicate',
      'permit(principal, action, resource) when { 1 == principal.n };',
      'permit(principal, action, resource) when { principal.n == 1 };',
    ],
    [
      'shadowed',
      'permit(principal == User::"a", action, resource) when { resource.n < 3 };',
      'permit(principal is User, action, resource) when { resource.n <= 5 };',
    ],
    [
      'shadowed',
      'permit(principal, action == Action::"read", resource);',
      'permit(principal, action in Action::"all", resource);',
    ],
    [
      'overruled',
      'permit(principal in Team::"a", action, resource) when { context.b };',
      'forbid(principal, action, resource) when { context has b };',
    ],
  ])('finds a policy that is %s', (kind, text, other) => {
    expect(
      analyse(
        openPolicies({
          policies: `@id("other") ${other || 'forbid(principal == User::"z", action, resource);'}\n@id("one") ${text}`,
          schema,
        }),
      ),
    ).toMatchObject([
      { kind, policy: 'one', reason: { en: expect.stringContaining('one'), ja: expect.stringContaining('one') } },
    ]);
  });

  it('says nothing of a policy that does something', () => {
    const policies = `
      permit(principal, action, resource) when { principal.n < 3 || principal.b };
      permit(principal, action, resource) when { principal.b || principal.n < 3 };
      forbid(principal in Team::"0", action, resource);
      forbid(principal in Team::"1", action, resource);`;
    expect(analyse(openPolicies({ policies, schema }))).toEqual([]);
  });
});

const boundTo = (set: ReturnType<typeof openPolicies>) => ({
  requestOf: (request: Parameters<typeof set.requestOf>[0]) => set.requestOf(request),
});
