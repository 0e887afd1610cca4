import { createRequire } from 'node:module';
import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';
import type { Entities } from '@cedar-policy/cedar-wasm/nodejs';
import { ownJson } from '#kernel';
import { cedarModule } from './cedar-thread.ts';
import type { Decision } from './decision.ts';
import type { Case, CaseRequest } from './random-cedar.contract.ts';

/** What a decision and its oracle are compared by: errors by policy, since their words are our own. */
export interface Verdict {
  readonly decision: 'allow' | 'deny';
  readonly determining: readonly string[];
  readonly errors: readonly string[];
}

export const verdictOf = ({ decision, determining, errors }: Decision): Verdict => ({
  decision,
  determining: determining.toSorted(),
  errors: errors.map(({ policy }) => policy).toSorted(),
});

const require = createRequire(import.meta.url);

/** The library once more: what other tests ask of theirs may overrun its memory, and then it answers nobody any more. */
function ownCedar(): typeof CedarModule {
  const module = cedarModule();
  const theirs = require.cache[module];
  delete require.cache[module];
  try {
    const own: typeof CedarModule = require(module);
    return own;
  } finally {
    require.cache[module] = theirs;
  }
}

const cedar = ownCedar();
let preparsed: string | undefined;

/** What Cedar's own engine decides. Of entities with one name it gets the last, since it refuses others. */
export function oracle({ policies, templates, links, schema, entities }: Case): (request: CaseRequest) => Verdict {
  const templateLinks = links.map(({ id, template, values }) => ({ newId: id, templateId: template, values }));
  const last = new Map(entities.map((entity) => [JSON.stringify(entity.uid), entity]));
  const known: Entities = ownJson(JSON.stringify([...last.values()])); // with the type that the library declares
  cedar.preparsePolicySet('case', ownJson(JSON.stringify({ staticPolicies: policies, templates, templateLinks })));
  if (schema !== undefined && schema !== preparsed) cedar.preparseSchema('case', schema);
  preparsed = schema ?? preparsed;
  return ({ principal, action, resource, context }) => {
    const answer = cedar.statefulIsAuthorized({
      principal,
      action,
      resource,
      context: ownJson(JSON.stringify(context)),
      preparsedPolicySetId: 'case',
      entities: known,
      ...(schema === undefined ? {} : { preparsedSchemaName: 'case', validateRequest: false }),
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    const { decision, diagnostics } = answer.response;
    return {
      decision,
      determining: diagnostics.reason.toSorted(),
      errors: diagnostics.errors.map(({ policyId }) => policyId).toSorted(),
    };
  };
}
