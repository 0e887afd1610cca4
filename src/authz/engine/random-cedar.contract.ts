import fc from 'fast-check';
import type { TemplateLink } from './open-policies.ts';
import { actionEntities, bare, entities, fields, schema, uid, type RandomUid } from './random-entities.contract.ts';
import { conditions } from './random-expressions.contract.ts';
import { pick } from './random-words.contract.ts';
import type { EntityJson } from './read-entities.ts';

export { schema };

/** One set of policies with its entities, and requests to it. Policies and attributes are drawn so that they often meet. */
export interface Case {
  readonly policies: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
  readonly links: readonly TemplateLink[];
  readonly schema?: string;
  readonly entities: readonly EntityJson[];
  readonly requests: readonly CaseRequest[];
}

export interface CaseRequest {
  readonly principal: RandomUid;
  readonly action: RandomUid;
  readonly resource: RandomUid;
  readonly context: Readonly<Record<string, unknown>>;
}

const written = ({ type, id }: RandomUid): string => `${type}::${JSON.stringify(id)}`;

const principals = uid('User', 'User', 'Team');
const resources = uid('N::Doc', 'N::Doc', 'User', 'Team');
const actions: fc.Arbitrary<RandomUid> = pick(['read', 'write', 'some', 'all', 'none']).map((id) => ({
  type: 'Action',
  id,
}));
/** A policy may name what neither schema nor entities know. */
const anyone = fc.oneof(
  principals,
  resources,
  uid('Org'),
  fc.constant({ type: 'Color', id: 'red' }),
  fc.constant({ type: 'Ghost::Of', id: '' }),
);
const target = anyone.map(written);
const types = pick(['User', 'Team', 'N::Doc', 'User', 'Ghost::Of', 'Action']);

const condition = conditions({ entities: fc.oneof(target, actions.map(written)), types });

const scope = (name: string, entity: fc.Arbitrary<string>, weight = 4): fc.Arbitrary<string> =>
  fc.oneof(
    { weight, arbitrary: fc.constant(name) },
    entity.map((one) => `${name} == ${one}`),
    entity.map((one) => `${name} in ${one}`),
    types.map((type) => `${name} is ${type}`),
    fc.tuple(types, entity).map(([type, one]) => `${name} is ${type} in ${one}`),
  );

const anyAction = fc.oneof({ weight: 8, arbitrary: actions }, fc.constant({ type: 'N::Action', id: 'every' }));
const actionScope = fc.oneof(
  { weight: 4, arbitrary: fc.constant('action') },
  anyAction.map((one) => `action == ${written(one)}`),
  anyAction.map((one) => `action in ${written(one)}`),
  fc.array(anyAction, { maxLength: 3 }).map((some) => `action in [${some.map(written).join()}]`),
);

const policy = (principal: fc.Arbitrary<string>, resource: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record({
      annotations: pick(['', '', '', '@note ', '@id("one")\n@if("\\u{61}") ']),
      effect: pick(['permit', 'permit', 'forbid']),
      principal,
      action: actionScope,
      resource,
      clauses: fc.array(fc.tuple(pick(['when', 'unless']), condition), { maxLength: 2 }),
    })
    .map(({ annotations, effect, principal: who, action, resource: what, clauses }) => {
      const all = clauses.map(([kind, body]) => ` ${kind} { ${body} }`);
      return `${annotations}${effect}(${who}, ${action}, ${what})${all.join('')};`;
    });

const template = policy(
  scope('principal', fc.constant('?principal'), 1),
  scope('resource', fc.constant('?resource'), 1),
).filter((text) => /\?(?:principal|resource)/.test(text));

const numbered = (prefix: string, texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text, place) => [`${prefix}${place}`, text]));

const requests: fc.Arbitrary<CaseRequest[]> = fc.array(
  fc.record({ principal: principals, action: actions, resource: resources, context: fields }),
  { minLength: 1, maxLength: 8 },
);

const links = (templates: readonly string[]): fc.Arbitrary<TemplateLink[]> =>
  fc
    .array(fc.record({ place: fc.nat(Math.max(0, templates.length - 1)), principal: anyone, resource: anyone }), {
      maxLength: templates.length === 0 ? 0 : 4,
    })
    .map((filled) =>
      filled.map(({ place, principal, resource }, number): TemplateLink => {
        const text = templates[place] ?? '';
        return {
          id: `link${number}`,
          template: `template${place}`,
          values: {
            ...(text.includes('?principal') ? { '?principal': principal } : {}),
            ...(text.includes('?resource') ? { '?resource': resource } : {}),
          },
        };
      }),
    );

/** Cases without a schema, where entities and extensions are written in full, and cases with one, where they are not. */
const casesOf = (typed: fc.Arbitrary<boolean>): fc.Arbitrary<Case> =>
  fc
    .record({
      policies: fc.array(policy(scope('principal', target), scope('resource', target)), { maxLength: 8 }),
      templates: fc.array(template, { maxLength: 2 }),
      typed,
    })
    .chain(({ policies, templates, typed }) =>
      fc.record({ links: links(templates), entities, requests, more: actionEntities }).map(({ more, ...rest }) => ({
        links: rest.links,
        policies: numbered('policy', policies),
        templates: numbered('template', templates),
        ...(typed
          ? { schema, entities: rest.entities.map(bareEntity), requests: rest.requests.map(conforming) }
          : { entities: [...rest.entities, ...more], requests: rest.requests }),
      })),
    );

export const cases = casesOf(fc.boolean());
export const casesWithoutSchema = casesOf(fc.constant(false));

/** Cases with a schema or without, in which entities and extensions are written in full all the same. */
export const casesInFull: fc.Arbitrary<Case> = fc
  .tuple(casesWithoutSchema, fc.boolean())
  .map(([one, typed]) => (typed ? { ...one, schema, requests: one.requests.map(withinSchema) } : one));

const bareEntity = (entity: EntityJson): EntityJson => ({ ...entity, attrs: bareFields(entity.attrs) });

const conforming = (request: CaseRequest): CaseRequest => ({
  ...request,
  context: bareFields(withinSchema(request).context),
});

/** The schema lets only two actions have a context. */
const withinSchema = (request: CaseRequest): CaseRequest => ({
  ...request,
  context: request.action.id === 'read' || request.action.id === 'write' ? request.context : {},
});

const bareFields = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, bare(value)]));
