import { Fault } from '#kernel';
import { openPolicies } from './engine/open-policies.ts';
import { parseSchema } from './engine/parse-schema.ts';
import type { Uid } from './engine/policy-set.ts';
import { named, readPolicyText } from './engine/policy-text.ts';
import type { EntityJson } from './engine/read-entities.ts';
import { validatePolicies } from './engine/validate.ts';

/** A file of Cedar policies. */
export interface PolicyFile {
  readonly name: string;
  readonly text: string;
}

/** A question: may this principal take this action on this resource? Entities as Cedar's JSON format has them. */
export interface Question {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  readonly context: Readonly<Record<string, unknown>>;
  readonly entities: readonly (EntityJson & { readonly uid: Uid })[];
}

/** `reasons` names the policies that decided, `errors` those that could not be evaluated, with why. */
export interface Answer {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
  readonly errors: readonly string[];
}

/** Decides by a fixed set of policies. A policy is named by its `@id`, or by its file and place: `analyst.cedar#2`. */
export interface Decider {
  /** Throws `BadInput` when the question does not keep to the schema. */
  decide(question: Question): Answer;
}

/** Opens policies that keep to a schema. Throws `BadInput` with every problem and its file. */
export function openDecider(files: readonly PolicyFile[], schema: string): Decider {
  const policies = files.flatMap(({ name, text }) =>
    named(name, () => readPolicyText(text, (place) => `${name}#${place + 1}`)),
  );
  const template = policies.find(({ kind }) => kind === 'template');
  if (template !== undefined)
    throw new Fault('BadInput', {
      en: `${template.id} is a template, which has no place here. Write principal and resource out.`,
      ja: `${template.id} はテンプレートで、ここでは使えません。principal と resource を書いてください。`,
    });
  const parsed = parseSchema(schema);
  const set = openPolicies({ policies, schema: parsed });
  const written = { policies: Object.fromEntries(policies.map(({ id, text }) => [id, text])) };
  // What can never match is no problem here: what it speaks of may come later.
  const problems = validatePolicies(written, parsed).filter(({ kind }) => kind === 'invalid');
  if (problems.length > 0)
    throw new Fault('BadInput', {
      en: `These policies cannot be used. ${problems.map(({ policy, message }) => `${policy}: ${message}`).join('; ')}`,
      ja: `これらのポリシーは使えません。${problems.map(({ policy, message }) => `${policy}: ${message}`).join('、')}`,
    });
  return {
    decide(question) {
      const { decision, determining, errors } = set.decide(question);
      return {
        allowed: decision === 'allow',
        reasons: determining,
        errors: errors.map(({ policy, message }) => `${policy}: ${message}`),
      };
    },
  };
}
