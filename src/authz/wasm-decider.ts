import type { CedarValueJson, DetailedError, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import { Fault, randomId } from '#kernel';

/** A file of Cedar policies. */
export interface PolicyFile {
  readonly name: string;
  readonly text: string;
}

/** Somebody or something that policies speak of, with the groups that it belongs to. */
export interface Entity {
  readonly uid: TypeAndId;
  readonly attrs: Record<string, CedarValueJson>;
  readonly parents: TypeAndId[];
}

/** A question: may this principal take this action on this resource? Entities as Cedar's JSON format has them. */
export interface Question {
  readonly principal: TypeAndId;
  readonly action: TypeAndId;
  readonly resource: TypeAndId;
  readonly context: Record<string, CedarValueJson>;
  readonly entities: readonly Entity[];
}

/** `reasons` names the policies that decided, `errors` those that could not be evaluated, with why. */
export interface Answer {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
  readonly errors: readonly string[];
}

/** Decides by a fixed set of policies. A policy is named by its `@id`, or by its file and place: `analyst.cedar#2`. */
export interface Decider {
  decide(question: Question): Answer;
}

/** Opens policies that keep to a schema. Throws `BadInput` with every problem and its file. */
export async function openWasmDecider(files: readonly PolicyFile[], schema: string): Promise<Decider> {
  const cedar = await load();
  const policies = files.flatMap((file) => policiesOf(file, cedar));
  const staticPolicies = Object.fromEntries(policies.map(({ name, text }) => [name, text]));
  if (Object.keys(staticPolicies).length < policies.length) throw twins(policies);
  refuse(problemsOf(cedar.validate({ schema, policies: { staticPolicies } })));
  const actions = actionsOf(schema, cedar);
  const name = randomId();
  refuse(parseProblems(cedar.preparsePolicySet(name, { staticPolicies })));
  return {
    decide(question) {
      const entities = [...question.entities, ...familyOf(question.action, actions)];
      const answer = cedar.statefulIsAuthorized({ ...question, entities, preparsedPolicySetId: name });
      if (answer.type === 'failure') throw new Fault('Internal', answer.errors.map(sentence).join('; '));
      const { decision, diagnostics } = answer.response;
      return {
        allowed: decision === 'allow',
        reasons: diagnostics.reason,
        errors: diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${sentence(error)}`),
      };
    },
  };
}

type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');

/** Loaded when it is needed: a start that decides nothing should not wait for it. */
const load = (): Promise<Cedar> => import('@cedar-policy/cedar-wasm/nodejs');

function policiesOf({ name, text }: PolicyFile, cedar: Cedar): PolicyFile[] {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') throw new Fault('BadInput', `${name}: ${parts.errors.map(sentence).join('; ')}`);
  if (parts.policy_templates.length > 0)
    throw new Fault('BadInput', `${name}: templates have no place here. Write the principal and the resource out.`);
  return parts.policies.map((policy, at) => {
    const json = cedar.policyToJson(policy);
    const id = json.type === 'success' ? json.json.annotations?.['id'] : undefined;
    return { name: id ?? `${name}#${at + 1}`, text: policy };
  });
}

type Actions = ReadonlyMap<string, Entity>;
const keyOf = ({ type, id }: TypeAndId): string => `${type}::${id}`;

/** Every action of the schema, with the groups that it belongs to. */
function actionsOf(schema: string, cedar: Cedar): Actions {
  const json = cedar.schemaToJson(schema);
  if (json.type === 'failure')
    throw new Fault('BadInput', `The schema cannot be used. ${json.errors.map(sentence).join('; ')}`);
  const actions = new Map<string, Entity>();
  for (const [namespace, { actions: named }] of Object.entries(json.json)) {
    const type = namespace === '' ? 'Action' : `${namespace}::Action`;
    for (const [id, { memberOf = [] }] of Object.entries(named)) {
      const parents = memberOf.map((group) => ({ type: group.type ?? type, id: group.id }));
      actions.set(keyOf({ type, id }), { uid: { type, id }, attrs: {}, parents });
    }
  }
  return actions;
}

/** An action and its groups, as entities: the engine does not take them from a schema by itself. */
function familyOf(action: TypeAndId, actions: Actions): Entity[] {
  const own = actions.get(keyOf(action));
  const found = new Set(own === undefined ? [] : [own]);
  for (const one of found)
    for (const parent of one.parents) {
      const group = actions.get(keyOf(parent));
      if (group !== undefined) found.add(group); // a set that grows is walked to its end
    }
  return [...found];
}

type Validation = ReturnType<Cedar['validate']>;

/** A policy that can never match is a warning of the engine and no problem here: what it speaks of may come later. */
const problemsOf = (answer: Validation): string[] =>
  answer.type === 'failure'
    ? answer.errors.map(sentence)
    : answer.validationErrors.map(({ policyId, error }) => `${policyId}: ${sentence(error)}`);

const parseProblems = (answer: ReturnType<Cedar['preparsePolicySet']>): string[] =>
  answer.type === 'failure' ? answer.errors.map(sentence) : [];

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Fault('BadInput', `These policies cannot be used. ${problems.join('; ')}`);
}

function twins(policies: readonly PolicyFile[]): Fault {
  const names = policies.map(({ name }) => name);
  const twin = names.find((name, at) => names.indexOf(name) !== at) ?? '';
  return new Fault('BadInput', `Two policies have the @id "${twin}". Give one of them another.`);
}

const sentence = ({ message, help }: DetailedError): string => (help === null ? message : `${message} (${help})`);
