import {
  BatchIsAuthorizedCommand,
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  IsAuthorizedCommand,
  type IsAuthorizedCommandInput,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { binaryOperators } from './engine/operators.ts';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const user = (entityId: string) => ({ entityType: 'User', entityId });
const beach = { entityType: 'Photo', entityId: 'beach' };
const view = { actionType: 'Action', actionId: 'view' };
const own = {
  change: 'put-policy',
  policyId: 'own',
  statement: 'permit(principal, action, resource) when { resource.owner == principal };',
};
const few = {
  change: 'put-policy',
  policyId: 'few',
  statement: 'permit(principal, action, resource) when { ["alice", "bob"].contains(context.name) };',
};
const night = {
  change: 'put-policy',
  policyId: 'night',
  statement: 'forbid(principal, action, resource) when { context.hour >= 22 };',
};
const Found = z.object({
  decisions: z.array(z.looseObject({ id: z.string(), principal: z.string(), decision: z.string() })),
  next: z.unknown().optional(),
});

describe('Decisions that are watched', () => {
  let service: ServiceUnderTest;
  let policyStoreId = '';
  beforeAll(async () => {
    service = await serviceUnderTest({ compareShare: 0 }, { withLake: true });
  }, 60_000);
  afterAll(() => service[Symbol.asyncDispose]());
  beforeEach(async () => {
    ({ policyStoreId = '' } = await service.client.send(
      new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' } }),
    ));
    await call('ChangePolicyStore', { changes: [own] });
    service.chance = 0.5;
  });

  const call = (operation: string, input: object = {}) => service.call(operation, { policyStoreId, ...input });
  const decide = (who: string, input: Partial<IsAuthorizedCommandInput> = {}) =>
    service.client.send(
      new IsAuthorizedCommand({
        policyStoreId,
        principal: user(who),
        action: view,
        resource: beach,
        entities: {
          entityList: [
            { identifier: beach, attributes: { owner: { entityIdentifier: user('alice') } } },
            { identifier: user('bob'), attributes: { email: { string: 'bob@example.com' } } },
          ],
        },
        ...input,
      }),
    );
  const found = async (filter: object = {}) => Found.parse(await call('SearchDecisions', filter));
  const logAll = (redact: string[] = []) => call('SetPolicyStoreSettings', { log: { share: 1, redact } });

  describe('in the decision log', () => {
    it("are kept and found after Cedar's own library ran over its memory", async () => {
      const long = `permit(principal, action, resource) when { ${'principal == User::"a" || '.repeat(20_000)}true };`;
      const create = new CreatePolicyCommand({ policyStoreId, definition: { static: { statement: long } } });
      await expect(service.client.send(create)).rejects.toMatchObject({ name: 'ValidationException' });
      await call('SetPolicyStoreSettings', { log: { share: 1, redact: [] } });
      await decide('alice');
      expect(Found.parse(await call('SearchDecisions')).decisions).toHaveLength(1);
    });

    it('are found by who, what, how and which policy, newest first and page by page', async () => {
      await logAll();
      for (const who of ['alice', 'bob', 'alice']) await decide(who);
      const { decisions, next } = await found({ limit: 2 });
      expect(decisions).toMatchObject([
        { principal: 'User::"alice"', action: 'Action::"view"', decision: 'ALLOW', determining: ['own'], revision: 1 },
        { principal: 'User::"bob"', decision: 'DENY', determining: [], operation: 'IsAuthorized' },
      ]);
      expect((await found({ before: next })).decisions).toHaveLength(1);
      const counts = async (filter: object): Promise<number> => (await found(filter)).decisions.length;
      expect(await counts({ principal: 'User::"bob"' })).toBe(1);
      expect(await counts({ decision: 'ALLOW' })).toBe(2);
      expect(await counts({ policyId: 'own', resource: 'Photo::"beach"' })).toBe(2);
      expect(await counts({ text: 'BOB' })).toBe(1);
      expect(await counts({ text: 'own' })).toBe(2);
      expect(await counts({ text: 'bob%' })).toBe(0);
      expect(await counts({ to: '2000-01-01T00:00:00Z' })).toBe(0);
      await expect(counts({ from: 'yesterday' })).rejects.toThrow(
        /from: a time such as 2026-03-01T00:00:00Z is needed/,
      );
    });

    it('are all, none, or a share of them, and of batches each', async () => {
      await decide('alice');
      await call('SetPolicyStoreSettings', { log: { share: 0.4, redact: [] } });
      for (const chance of [0.1, 0.39, 0.4, 0.9]) {
        service.chance = chance;
        await decide('alice');
      }
      await logAll();
      const requests = ['alice', 'bob'].map((who) => ({ principal: user(who), action: view, resource: beach }));
      await service.client.send(new BatchIsAuthorizedCommand({ policyStoreId, requests }));
      expect((await found()).decisions.map(({ operation }) => String(operation)).toSorted()).toEqual([
        'BatchIsAuthorized',
        'BatchIsAuthorized',
        'IsAuthorized',
        'IsAuthorized',
      ]);
    });

    it('are kept without what rules leave out, and are not sent to others', async () => {
      await logAll(['User.email', 'context.token.sub', '*.owner']);
      await decide('bob', {
        context: { contextMap: { token: { record: { sub: { string: 'x1' }, n: { long: 7 } } } } },
      });
      const [decision] = (await found()).decisions;
      const { question } = z
        .object({ question: z.string() })
        .parse(await call('GetDecision', { decisionId: decision?.id }));
      expect(JSON.parse(question)).toMatchObject({
        principal: { type: 'User', id: 'bob' },
        context: { token: { sub: '(redacted)', n: 7 } },
        entities: [{ attrs: { owner: '(redacted)' } }, { attrs: { email: '(redacted)' } }],
      });
      expect(question).not.toContain('example.com');
      await expect(
        service.call('GetDecision', { policyStoreId: 'none', decisionId: decision?.id }),
      ).rejects.toMatchObject({
        code: 'NotFound',
      });
      await expect(logAll(['email'])).rejects.toThrow(/log\.redact\.0: must be like/);
    });

    it('are explained as of their time', async () => {
      await logAll();
      await decide('alice');
      await call('ChangePolicyStore', { changes: [{ change: 'delete-policy', policyId: 'own' }] });
      const [decision] = (await found()).decisions;
      expect(await call('ExplainDecision', { decisionId: decision?.id })).toMatchObject({ reason: 'permitted' });
      expect(await call('ExplainDecision', { decisionId: decision?.id, revision: 2 })).toMatchObject({
        reason: 'unpermitted',
      });
    });
  });

  describe('asked anew of other policies', () => {
    it('show which would come out otherwise', async () => {
      await logAll();
      for (const hour of [9, 22, 23]) await decide('alice', { context: { contextMap: { hour: { long: hour } } } });
      await decide('bob', { context: { contextMap: { hour: { long: 9 } } } });
      const all = { change: 'put-policy', policyId: 'all', statement: 'permit(principal, action, resource);' };
      expect(await call('ReplayDecisions', { changes: [night, all], shown: 2 })).toMatchObject({
        asked: 4,
        same: 1,
        denied: 2,
        allowed: 1,
        uncertain: 0,
        more: false,
        changed: [
          { before: { principal: 'User::"bob"', decision: 'DENY' }, decision: 'ALLOW', determining: ['all'] },
          { before: { decision: 'ALLOW', determining: ['own'] }, decision: 'DENY', determining: ['night'] },
        ],
      });
      expect(await call('ReplayDecisions', { revision: 0, most: 3 })).toMatchObject({
        asked: 3,
        same: 1,
        denied: 2,
        more: true,
      });
      expect(await call('ReplayDecisions')).toMatchObject({ asked: 4, same: 4 });
    });

    it('are uncertain where their record left something out', async () => {
      await logAll(['Photo.owner']);
      await decide('alice');
      expect(await call('ReplayDecisions')).toMatchObject({ asked: 1, same: 0, uncertain: 1, denied: 0 });
    });
  });

  describe('in a shadow run', () => {
    it('are logged where the candidate decides otherwise, and answered as before', async () => {
      await call('SetPolicyStoreCandidate', { changes: [night] });
      const at = (hour: number) => decide('alice', { context: { contextMap: { hour: { long: hour } } } });
      expect((await at(9)).decision).toBe('ALLOW');
      expect((await at(23)).decision).toBe('ALLOW');
      expect((await found({ differing: true })).decisions).toMatchObject([
        { decision: 'ALLOW', candidate_decision: 'DENY', candidate_determining: ['night'] },
      ]);
      expect((await found()).decisions).toHaveLength(1);
      expect(await call('GetPolicyStoreSettings')).toMatchObject({ tried: { asked: 2, differed: 1 } });
      await call('DeletePolicyStoreCandidate');
      await at(23);
      expect((await found()).decisions).toHaveLength(1);
    });

    it('need a candidate that can be used', async () => {
      await expect(call('SetPolicyStoreCandidate', { changes: [{ ...night, statement: 'forbid(' }] })).rejects.toThrow(
        /changes\.0\.statement/,
      );
    });
  });

  describe("compared with Cedar's own engine", () => {
    const named = (name: string) => decide('carol', { context: { contextMap: { name: { string: name } } } });
    const settings = async () =>
      z
        .object({
          settings: z.object({ engine: z.string(), difference: z.looseObject({ message: z.string() }).optional() }),
        })
        .parse(await call('GetPolicyStoreSettings')).settings;

    beforeEach(async () => {
      await call('ChangePolicyStore', { changes: [few, night] });
      await call('SetPolicyStoreSettings', { compareShare: 1 });
    });

    it('change nothing while both agree, errors included', async () => {
      await logAll();
      const compared = async (): Promise<unknown> => (await found()).decisions.map(({ cedar_decision: by }) => by);
      expect((await named('bob')).decision).toBe('ALLOW');
      await expect.poll(compared).toEqual(['ALLOW']);
      expect((await named('dave')).decision).toBe('DENY'); // the other policy errs
      await expect.poll(compared).toEqual(['DENY', 'ALLOW']);
      expect((await found({ differing: true })).decisions).toEqual([]);
      expect((await settings()).engine).toBe('compiled');
    });

    it('raise an alarm where they differ: logged whole, and Cedar decides from then on', async () => {
      const { contains } = binaryOperators;
      Object.assign(binaryOperators, { contains: () => true }); // an engine that is wrong, in a store compiled now
      try {
        await call('ChangePolicyStore', { changes: [{ ...few, statement: `${few.statement} // anew` }] });
        expect((await named('mallory')).decision).toBe('ALLOW');
        await expect.poll(async () => (await settings()).engine).toBe('cedar');
        expect((await settings()).difference?.message).toMatch(/decided ALLOW \(few\) where Cedar's own decides DENY/);
        expect((await found({ differing: true })).decisions).toMatchObject([
          { decision: 'ALLOW', cedar_decision: 'DENY', engine: 'compiled' },
        ]);
        expect(service.noticed).toMatchObject([
          { account: '111122223333', parameters: { decision: 'ALLOW', cedarDecision: 'DENY' } },
        ]);
        expect(service.lines.join('')).toMatch(/"level":50.*Cedar's own engine decides for this policy store/);
        expect((await named('mallory')).decision).toBe('DENY');
        expect(await named('bob')).toMatchObject({ decision: 'ALLOW', determiningPolicies: [{ policyId: 'few' }] });
      } finally {
        Object.assign(binaryOperators, { contains });
      }
      await call('SetPolicyStoreSettings', { engine: 'compiled' });
      expect(await settings()).toEqual({ engine: 'compiled' });
    });
  });
});
