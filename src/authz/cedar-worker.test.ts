import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatPolicies } from './cedar-texts.ts';
import { CedarWorker } from './cedar-worker.ts';

const plain = 'permit(principal, action, resource);';
const nested = (open: string, close: string, depth: number): string =>
  `permit(principal, action, resource) when { ${open.repeat(depth)}true${close.repeat(depth)} };`;

describe("Cedar's library in a worker", () => {
  const workers: CedarWorker[] = [];
  const worker = (seconds: number): CedarWorker => {
    const made = new CedarWorker(seconds);
    workers.push(made);
    return made;
  };
  afterEach(async () => {
    for (const one of workers.splice(0)) await one[Symbol.asyncDispose]();
  });

  it('answers what is asked, in order', async () => {
    const cedar = worker(10);
    const answers = await Promise.all([plain, 'permit(', plain].map((text) => cedar.ask('policyToJson', text)));
    expect(answers.map(({ type }) => type)).toEqual(['success', 'failure', 'success']);
  });

  it('tells in both languages where and why policies cannot be formatted', async () => {
    await expect(formatPolicies('permit (principal, action, resource) when { ;', worker(10))).rejects.toMatchObject({
      text: {
        en: expect.stringContaining('line 1, column 45: cannot parse input policies: unexpected token `;`'),
        ja: expect.stringContaining('1 行 45 列: `;` はここに書けません。ここに書けるのは'),
      },
    });
  });

  it('refuses what is nested too deeply, and answers the next question', async () => {
    const cedar = worker(10);
    const deep = cedar.ask('policyToJson', nested('(', ')', 5_000));
    const next = cedar.ask('policyToJson', plain);
    await expect(deep).rejects.toMatchObject({
      code: 'BadInput',
      message: expect.stringContaining('nested too deeply'),
    });
    expect((await next).type).toBe('success');
  });

  it('is not put out of step by a question that cannot be handed over', async () => {
    const cedar = worker(10);
    let deep: unknown = {};
    for (let n = 0; n < 100_000; n++) deep = { element: deep };
    await expect(cedar.ask('schemaToText', z.custom<never>().parse(deep))).rejects.toThrow();
    expect((await cedar.ask('policyToJson', plain)).type).toBe('success');
    expect((await cedar.ask('policyToJson', 'permit(')).type).toBe('failure');
  });

  /** Takes Cedar many seconds. */
  function slowQuestion(cedar: CedarWorker) {
    const schema = 'entity User { n: Long }; action view appliesTo { principal: User, resource: User };';
    const branch = (depth: number): string =>
      depth === 0 ? 'principal.n' : `(if principal.n == ${depth} then ${branch(depth - 1)} else ${branch(depth - 1)})`;
    const text = `permit(principal, action, resource) when { ${Array(400)
      .fill(`${branch(8)} == 1`)
      .join(' && ')} };`;
    return cedar.ask('validate', { schema, policies: { staticPolicies: { text } } });
  }

  it('asks those behind a slow question of another worker', async () => {
    const cedar = worker(60);
    const slow = slowQuestion(cedar);
    const first = await Promise.race([
      slow.catch(() => 'the slow one'),
      Promise.all([plain, plain].map((text) => cedar.ask('policyToJson', text))),
    ]);
    expect(first).toMatchObject([{ type: 'success' }, { type: 'success' }]);
    await cedar[Symbol.asyncDispose]();
    await expect(slow).rejects.toMatchObject({ code: 'Unavailable' });
  });

  it('ends a question that takes too long, and answers those behind it', async () => {
    const cedar = worker(0.5);
    const slow = slowQuestion(cedar);
    const next = cedar.ask('policyToJson', plain);
    await expect(slow).rejects.toMatchObject({ code: 'TooSlow', message: expect.stringContaining('0.5 seconds') });
    expect((await next).type).toBe('success');
  });
});
