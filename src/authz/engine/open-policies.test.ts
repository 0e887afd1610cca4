import { describe, expect, it } from 'vitest';
import { openPolicies } from './open-policies.ts';
import { parseJsonText } from './json-text.ts';

const user = (id: string): { type: string; id: string } => ({ type: 'User', id });
const photo = { type: 'Photo', id: 'beach' };
const view = { type: 'Action', id: 'view' };
const ask = { principal: user('alice'), action: view, resource: photo };
const fault = (message: RegExp): unknown =>
  expect.objectContaining({ code: 'BadInput', message: expect.stringMatching(message) });
const faultOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('openPolicies', () => {
  it('takes one text of many policies and names them by @id, or by their place', () => {
    const set = openPolicies({
      policies: `
        // "not; a statement"
        permit(principal, action, resource) when { context.note == "a;b" };
        @id("no-guests") forbid(principal == User::"guest", action, resource);
        permit(principal == ?principal, action, resource);`,
      links: [{ id: 'bob', template: 'policy2', values: { '?principal': user('bob') } }],
    });
    expect(set.policies.map(({ id }) => id)).toEqual(['policy0', 'no-guests', 'bob']);
    expect(set.decide({ ...ask, context: { note: 'a;b' } })).toMatchObject({
      decision: 'allow',
      determining: ['policy0'],
    });
    expect(set.decide({ ...ask, principal: user('guest'), context: { note: '' } })).toMatchObject({
      decision: 'deny',
      determining: ['no-guests'],
    });
    expect(set.decide({ ...ask, principal: user('bob') })).toMatchObject({
      decision: 'allow',
      determining: ['bob'],
      errors: [{ policy: 'policy0', message: expect.stringContaining('note') }],
    });
  });

  it('says which policy cannot be read, where, and why', () => {
    const bad = faultOf(() =>
      openPolicies({ policies: 'permit(principal, action, resource);\n\npermit(principal,\n  acton, resource);' }),
    );
    expect(bad).toEqual(fault(/policy that begins in line 3.*line 2, column 3.*acton/));
    expect(
      faultOf(() => openPolicies({ policies: { one: 'permit(principal, action, resource) when { foo(1) };' } })),
    ).toEqual(fault(/The policy one: .*foo/));
  });

  it('refuses two policies of one name and a link without its template or its slot', () => {
    const policies = '@id("a") permit(principal, action, resource); @id("a") forbid(principal, action, resource);';
    expect(faultOf(() => openPolicies({ policies }))).toEqual(fault(/Two policies or templates are called a/));
    expect(faultOf(() => openPolicies({ links: [{ id: 'x', template: 'gone', values: {} }] }))).toEqual(
      fault(/template gone, which is not there/),
    );
    const templates = { t: 'permit(principal == ?principal, action, resource);' };
    expect(faultOf(() => openPolicies({ templates, links: [{ id: 'x', template: 't', values: {} }] }))).toEqual(
      fault(/slot \?principal/),
    );
  });

  it('refuses a policy that is nested too deeply, and goes on with the next', () => {
    const deep = `permit(principal, action, resource) when { ${'('.repeat(5_000)}true${')'.repeat(5_000)} };`;
    expect(faultOf(() => openPolicies({ policies: { deep } }))).toEqual(fault(/deep: .*nested too deeply/));
    expect(openPolicies({ policies: { plain: 'permit(principal, action, resource);' } }).decide(ask).decision).toBe(
      'allow',
    );
  });

  it('refuses a schema of the wrong shape with the reason', () => {
    expect(faultOf(() => openPolicies({ schema: 'entity User in [Nobody];' }))).toEqual(fault(/schema.*Nobody/));
    expect(faultOf(() => openPolicies({ schema: '{"": {"entityTypes": 1}}' }))).toEqual(fault(/schema cannot be read/));
    expect(faultOf(() => openPolicies({ schema: '{"": ' }))).toEqual(fault(/schema cannot be read/));
    const user = 'entity User; action view appliesTo { principal: User, resource: User };';
    for (const [more, why] of [
      ['namespace A { entity User; }', /shadows the existing definition of `User`/],
      ['action a in [b]; action b in [a];', /cycle in action hierarchy/],
      ['action go appliesTo { principal: User, resource: User, context: T }; type T = Long;', /other than `Record`/],
    ] as const)
      expect(faultOf(() => openPolicies({ schema: user + more }))).toEqual(fault(why));
    const chain = Array.from({ length: 3_000 }, (_, n) => `type T${n} = { a: T${n + 1} };`).join(' ');
    expect(faultOf(() => openPolicies({ schema: `${chain} type T3000 = Long; entity User { x: T0 };` }))).toEqual(
      fault(/too deeply/),
    );
  });
});

describe('A set of policies', () => {
  it('takes the groups of actions from the schema', () => {
    const set = openPolicies({
      policies: 'permit(principal, action in Action::"look", resource);',
      schema: {
        '': { entityTypes: { User: {}, Photo: {} }, actions: { look: {}, view: { memberOf: [{ id: 'look' }] } } },
      },
    });
    expect(set.decide(ask).decision).toBe('allow');
    expect(set.decide({ ...ask, action: { type: 'Action', id: 'other' } }).decision).toBe('deny');
  });

  it('keeps whole numbers of 64 bits exact from the text of the policy and of the request', () => {
    const set = openPolicies({
      policies: {
        exact: 'permit(principal, action, resource) when { context.n == 9007199254740993 };',
        least: 'permit(principal, action, resource) when { context.n == -9223372036854775808 };',
      },
    });
    const decided = (n: string): readonly string[] =>
      set.decide({ ...ask, context: contextOf(`{"n": ${n}}`) }).determining;
    expect(decided('9007199254740993')).toEqual(['exact']);
    expect(decided('9007199254740992')).toEqual([]);
    expect(decided('-9223372036854775808')).toEqual(['least']);
  });

  it('refuses a number that JavaScript has rounded already', () => {
    const set = openPolicies({});
    expect(faultOf(() => set.decide({ ...ask, context: { n: 2 ** 53 } }))).toEqual(fault(/context.*at n.*bigint/));
  });

  it('takes the last of two entities of one name', () => {
    const set = openPolicies({ policies: 'permit(principal, action, resource) when { principal.n == 2 };' });
    const entities = [1, 2].map((n) => ({ uid: user('alice'), attrs: { n }, parents: [] }));
    expect(set.decide({ ...ask, entities }).decision).toBe('allow');
  });

  it('refuses entities that are their own ancestors, with the place of what is wrong', () => {
    const set = openPolicies({});
    const circle = ['a', 'b', 'c'].map((id, place, all) => ({
      uid: user(id),
      attrs: {},
      parents: [user(all[(place + 1) % 3] ?? '')],
    }));
    expect(faultOf(() => set.load(circle))).toEqual(fault(/its own ancestor/));
    expect(faultOf(() => set.load([{ uid: user('a'), attrs: { deep: { er: [1, 1.5] } }, parents: [] }]))).toEqual(
      fault(/at 0\.attrs\.deep\.er\.1: /),
    );
  });

  it('climbs a hierarchy of twenty thousand steps', () => {
    const set = openPolicies({ policies: 'permit(principal in User::"20000", action, resource);' });
    const chain = Array.from({ length: 20_000 }, (_, n) => ({
      uid: user(String(n)),
      attrs: {},
      parents: [user(String(n + 1))],
    }));
    expect(set.decide({ ...ask, principal: user('0'), entities: chain }).decision).toBe('allow');
  });

  it('takes names of attributes that JavaScript has a meaning for', () => {
    const set = openPolicies({
      policies: 'permit(principal, action, resource) when { context["__proto__"] == 1 && !(context has constructor) };',
    });
    expect(set.decide({ ...ask, context: contextOf('{"__proto__": 1}') }).decision).toBe('allow');
    expect(set.decide({ ...ask, context: contextOf('{"constructor": 1, "__proto__": 1}') }).decision).toBe('deny');
  });

  it('refuses a type that is no name', () => {
    expect(faultOf(() => openPolicies({}).decide({ ...ask, principal: { type: 'a b', id: '' } }))).toEqual(
      fault(/"a b" is no name/),
    );
  });
});

const contextOf = (json: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parseJsonText(json) ?? {}));
