import { Fault } from '#kernel';
import type { Expression } from '../engine/expression.ts';
import type { PolicySet } from '../engine/policy-set.ts';
import { writeExpression } from '../engine/write-expression.ts';
import { filterOfFact } from './fact-filter.ts';
import { allOf, anyOf, notOf, type Filter } from './filter.ts';
import { openFormulas, type Formula } from './formula.ts';
import type { Residual } from './residual.ts';
import { Terms } from './terms.ts';

/** More parts than any database likes to be asked. */
const most = 2_000;

/**
 * The filter of a residual whose one unknown is the resource or the principal: whatever fulfils it is allowed, and
 * nothing else. Needs a schema, which says of what types attributes are and which may be missing. Throws `Unsupported`
 * with the part of a policy that no filter can say, such as arithmetic on attributes.
 */
export function filterOf(residual: Residual, { schema }: PolicySet): Filter {
  const { unknown, request } = residual.known;
  const [name, ...others] = unknown;
  if ((name !== 'resource' && name !== 'principal') || others.length > 0)
    throw new Fault('BadInput', {
      en: 'A filter is made for one unknown, the resource or the principal. Give all else, the context too ({} for none).',
      ja: 'フィルターで未定にできるのは、リソースかプリンシパルの一方だけです。ほかはコンテキストも含めて（なければ {}）指定してください。',
    });
  const type = schema?.entityTypes.get(request[name].type);
  if (schema === undefined || type === undefined)
    throw new Fault('BadInput', {
      en: `A filter needs a schema that has the type ${request[name].type}: it says what attributes are. Add one.`,
      ja: `フィルターには、属性を定める型 ${request[name].type} のあるスキーマが必要です。スキーマに加えてください。`,
    });
  if (residual.decision !== undefined) return { always: residual.decision === 'allow' };
  const terms = new Terms({ name, entity: request[name].type, schema, request });
  const formula = openFormulas((expression) => terms.isTotal(expression));
  const count = { parts: 0 };
  const of = (effect: 'permit' | 'forbid'): Filter =>
    anyOf([
      ...residual.fulfilled.filter((policy) => policy.effect === effect).map(() => ({ always: true })),
      ...residual.depends
        .filter(({ policy }) => policy.effect === effect)
        .map(({ condition }) => written(formula(condition, true), terms, count)),
    ]);
  return allOf([of('permit'), notOf(of('forbid'))]);
}

function written(formula: Formula, terms: Terms, count: { parts: number }): Filter {
  count.parts += 1;
  if (count.parts > most)
    throw new Fault('TooLarge', {
      en: `This filter has more than ${most} parts. Ask about one action and one type at a time.`,
      ja: `フィルターの要素が ${most} を超えています。アクションと型を 1 つずつに分けて調べてください。`,
    });
  if (formula.kind === 'always' || formula.kind === 'never') return { always: formula.kind === 'always' };
  if (formula.kind === 'all') return allOf(formula.of.map((part) => written(part, terms, count)));
  if (formula.kind === 'any') return anyOf(formula.of.map((part) => written(part, terms, count)));
  return filterOfFact(formula, terms) ?? unsupported(formula.expression);
}

function unsupported(expression: Expression): never {
  throw new Fault('Unsupported', {
    en: `No filter can say \`${writeExpression(expression)}\`. Ask about each entity by itself, or write it as a comparison of attributes.`,
    ja: `\`${writeExpression(expression)}\` はフィルターにできません。エンティティごとに調べるか、属性の比較に書き換えてください。`,
  });
}
